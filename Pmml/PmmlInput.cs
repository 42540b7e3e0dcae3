using System.Globalization;
using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Frames;

namespace Maintenance.Pmml;

/// <summary>An input of the document's model and how its text becomes a number.</summary>
internal sealed record PmmlInput(Field Field, DataField Dictionary)
{
    public bool TryEncode(string text, out double value)
    {
        value = double.NaN;
        if (string.IsNullOrWhiteSpace(text) || Dictionary.MissingValues.Contains(text, StringComparer.Ordinal)) return true;
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
