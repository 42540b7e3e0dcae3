using System.Text.RegularExpressions;
using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Frames;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.Expressions;

/// <summary>Compiles TextIndex.</summary>
/// <param name="scope">Names.</param>
/// <param name="functions">The document's own functions.</param>
/// <param name="layout">Slots of the frame.</param>
/// <param name="expressions">Compiles the term.</param>
internal sealed class TextIndexCompiler(FieldScope scope, DefinedFunctions functions, FrameLayout layout, ExpressionCompiler expressions)
{
    public NumberExpression Compile(PmmlElement element)
    {
        element.AllowOnly([.. ExpressionCompiler.Names, "TextIndexNormalization"]);
        if (element.Number("maxLevenshteinDistance", 0) != 0) throw element.Refuse("maxLevenshteinDistance is not supported.");
        _ = element.Word("countHits", true, ("allHits", true));
        if (!element.Flag("tokenize", true)) throw element.Refuse("tokenize=\"false\" is not supported.");
        var weights = element.Word("localTermWeights", "termFrequency", ("termFrequency", "termFrequency"), ("binary", "binary"),
            ("logarithmic", "logarithmic"), ("augmentedNormalizedTermFrequency", "augmentedNormalizedTermFrequency"));
        var text = new FieldExpression(scope.Resolve(element.Required("textField"), element), double.NaN);
        var term = expressions.Compile(element.Children.Where(ExpressionCompiler.IsExpression).SingleOrDefaultOrRefuse(element)
            ?? throw element.Refuse("needs a term."));
        layout.UsesText = true;
        var words = functions.WordsOf(element, ReadWords);
        var constant = term.Text is { } given ? words.Words(given) : null;
        var indexer = new TextIndexer(words, weights, constant);
        return new NumberExpression(weights is "termFrequency" or "binary" ? FieldDataType.Integer : FieldDataType.Double,
            f => indexer.Evaluate(ExpressionText.Of(text, f), constant is null ? ExpressionText.Of(term, f) : null));
    }

    private static TextWords ReadWords(PmmlElement element)
    {
        var ignoresCase = !element.Flag("isCaseSensitive", false);
        var word = element.Optional("x-wordRE") is { } found ? ReadRegex(found, element) : null;
        var split = word is not null ? null : ReadRegex(element.Optional("wordSeparatorCharacterRE") ?? @"\s+", element);
        var substitutions = new List<(Regex, string)>();
        var repeats = false;
        foreach (var normalization in element.ChildrenNamed("TextIndexNormalization"))
        {
            repeats |= normalization.Flag("recursive", false);
            ReadNormalization(normalization, substitutions, ignoresCase);
        }
        return new TextWords(split, word, ignoresCase, [.. substitutions], repeats);
    }

    private static Regex ReadRegex(string pattern, PmmlElement element) =>
        TextFormats.TryRegex(pattern) ?? throw element.Refuse(TextFormats.Unsupported(pattern));

    private static void ReadNormalization(PmmlElement element, List<(Regex Pattern, string Stem)> substitutions, bool ignoresCase)
    {
        element.AllowOnly("InlineTable");
        if (element.Optional("wordSeparatorCharacterRE") is not null || element.Flag("tokenize", true) is false)
            throw element.Refuse("tokenize and wordSeparatorCharacterRE are not supported here.");
        var (input, output, regex) = (element.Optional("inField") ?? "string", element.Optional("outField") ?? "stem",
            element.Optional("regexField") ?? "regex");
        foreach (var row in element.RequiredChild("InlineTable").AllowOnly("row").ChildrenNamed("row"))
        {
            string? Cell(string column) => row.Children.FirstOrDefault(c => ExpressionCompiler.IsColumn(c, column))?.Text;
            var from = Cell(input) ?? throw row.Refuse($"column '{input}' is absent.");
            var to = Cell(output) ?? throw row.Refuse($"column '{output}' is absent.");
            var isPattern = Cell(regex) is "true" or "1";
            var pattern = TextFormats.TryRegex(isPattern
                ? from : Regex.Escape(from), element.Flag("isCaseSensitive", !ignoresCase) is false)
                ?? throw row.Refuse(TextFormats.Unsupported(from));
            substitutions.Add((pattern, isPattern
                ? TextFormats.ToReplacement(to) ?? throw row.Refuse("its stem is malformed.")
                : to.Replace("$", "$$", StringComparison.Ordinal)));
        }
    }
}
