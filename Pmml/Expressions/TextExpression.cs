using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Frames;

namespace Maintenance.Pmml.Expressions;

/// <summary>
/// An expression whose result is text computed during scoring. Its code is that of the same text in the vocabulary, or else specific to the
/// row.
/// </summary>
/// <param name="evaluate">Computes the text; null when missing.</param>
internal sealed class TextExpression(TextExpression.Evaluator evaluate)
    : CompiledExpression(FieldDataType.String, new Vocabulary(FieldDataType.String))
{
    /// <summary>Computes a text from a row.</summary>
    internal delegate string? Evaluator(Span<double> frame);

    public string? EvaluateText(Span<double> frame) => evaluate(frame);

    public override double Evaluate(Span<double> frame)
    {
        if (evaluate(frame) is not { } text) return double.NaN;
        var code = Categories!.CodeOf(text);
        return code >= 0 && string.Equals(Categories.Texts[code], text, StringComparison.Ordinal) ? code : RowTexts.Intern(text);
    }
}
