using System.Globalization;
using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Frames;
using Maintenance.Pmml.MiningFields;
using Maintenance.Pmml.Model;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml;

/// <summary>An input of the document's model, and its conversion from text to number.</summary>
internal sealed record PmmlInput(Field Field, DataField Dictionary)
{
    /// <summary>The active fields of the document's model, each with a slot in the frame: input i has slot i.</summary>
    /// <param name="document">The document.</param>
    /// <param name="scope">Receives the fields.</param>
    /// <param name="layout">Slots of the frame.</param>
    public static PmmlInput[] Define(PmmlDocument document, FieldScope scope, FrameLayout layout)
    {
        var inputs = new List<PmmlInput>();
        foreach (var mining in document.Model.Schema.Fields)
        {
            if (mining.Usage != MiningFieldUsage.Active) continue;
            if (!document.Fields.TryGetValue(mining.Name, out var dictionary))
                throw mining.Element.Refuse($"field '{PmmlElement.Shorten(mining.Name)}' is not in the data dictionary.");
            if (scope.Find(mining.Name) is not null)
                throw mining.Element.Refuse($"field '{PmmlElement.Shorten(mining.Name)}' appears twice.");
            var input = Define(dictionary, layout, mining.Element);
            scope.Define(input.Field);
            inputs.Add(input);
        }
        return [.. inputs];
    }

    /// <summary>
    /// The targets whose true values a row of texts may give after its inputs, for residuals; target i has the slot after the inputs' and
    /// those of the targets before it. No expression sees them.
    /// </summary>
    /// <param name="document">The document; its values are set.</param>
    /// <param name="inputs">Its inputs.</param>
    /// <param name="layout">Slots of the frame.</param>
    public static PmmlInput[] DefineObserved(PmmlDocument document, PmmlInput[] inputs, FrameLayout layout)
    {
        PmmlInput[] observed = [.. document.Observed.Where(name => !Array.Exists(inputs, i => i.Field.Name == name))
            .Select(name => Define(document.Fields[name], layout, document.Element))];
        document.Values = inputs.Concat(observed).ToDictionary(i => i.Field.Name, i => i.Field, StringComparer.Ordinal);
        return observed;
    }

    private static PmmlInput Define(DataField dictionary, FrameLayout layout, PmmlElement element)
    {
        Vocabulary? categories = null;
        if (dictionary.DataType == FieldDataType.String)
        {
            categories = new Vocabulary(FieldDataType.String);
            categories.Declare(dictionary.ValidValues);
        }
        return new PmmlInput(new Field(dictionary.Name, layout.Allocate(1, element), dictionary.DataType, categories)
        {
            IsCategorical = dictionary.IsCategorical,
            IsOrdinal = dictionary.IsOrdinal,
            Origin = dictionary.Origin,
        }, dictionary);
    }

    /// <summary>True when the document names the text as a value of the field: as valid, invalid or missing, or in a predicate.</summary>
    public bool Names(string text) => Field.Categories?.CodeOf(text) >= 0
        || Dictionary.ValidValues.Concat(Dictionary.InvalidValues).Concat(Dictionary.MissingValues).Contains(text, StringComparer.Ordinal);

    /// <summary>See <see cref="PmmlModel.TryEncode"/>.</summary>
    public bool TryEncode(string text, out double value)
    {
        value = double.NaN;
        if (string.IsNullOrWhiteSpace(text) && !Names(text)) return true;
        if (Dictionary.MissingValues.Contains(text, StringComparer.Ordinal)) return true;
        if (Field.Categories is not null)
        {
            value = Field.Categories.CodeOf(text);
            return true;
        }
        if (Field.DataType == FieldDataType.Boolean) return TryEncodeBoolean(text.Trim(), out value);
        if (Field.Origin is not null) return Field.Origin.TryParse(text.Trim(), out value);
        if (DateValues.IsDate(Field.DataType)) return DateValues.TryParse(Field.DataType, text, out value);
        if (text.Trim() is "NaN")
        {
            value = NotANumber.Value;
            return true;
        }
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    // Spreadsheets and R write TRUE and FALSE; PMML writes true and false.
    private static bool TryEncodeBoolean(string text, out double value)
    {
        var yes = text.Equals("true", StringComparison.OrdinalIgnoreCase) || text is "1";
        var no = text.Equals("false", StringComparison.OrdinalIgnoreCase) || text is "0";
        value = yes ? 1 : no ? 0 : double.NaN;
        return yes || no;
    }
}
