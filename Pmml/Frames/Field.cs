using System.Globalization;
using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.Frames;

/// <summary>A field as compiled: its slot in a row's frame, and how constants of the document compare with it.</summary>
internal sealed record Field(string Name, int Slot, FieldDataType DataType, Vocabulary? Categories)
{
    /// <summary>Declared categorical in the data dictionary: its values are unordered, whatever their type.</summary>
    public bool IsCategorical { get; init; }

    /// <summary>Ordinal: its declared values are ordered.</summary>
    public bool IsOrdinal { get; init; }

    /// <summary>The date or time that its numbers stand for; null for all other types.</summary>
    public DateOrigin? Origin { get; init; }

    public bool IsNumeric => Categories is null && DataType is not (FieldDataType.Boolean or FieldDataType.Unsupported);

    /// <summary>A truth value as a number, false being below true; also a number between them, as trees over indicators write it.</summary>
    public double ParseTruth(string text, PmmlElement element) => text.Trim().ToUpperInvariant() switch
    {
        "TRUE" => 1,
        "FALSE" => 0,
        var number => PmmlElement.TryParseFinite(number, out var value) ? value : throw NotBoolean(text, element),
    };

    private PmmlException NotBoolean(string text, PmmlElement element) =>
        element.Refuse($"'{PmmlElement.Shorten(text)}' is not a boolean, as field '{Name}' requires.");

    /// <summary>The frame value of a constant: a code, 0/1, or a number rounded to the field's type.</summary>
    public double ParseConstant(string text, PmmlElement element)
    {
        if (Categories is not null) return Categories.Add(text);
        if (Origin is not null)
            return Origin.TryParse(text, out var counted) && !double.IsNaN(counted)
            ? counted : throw element.Refuse($"'{PmmlElement.Shorten(text)}' is not a date, time or number, as field '{Name}' requires.");
        switch (DataType)
        {
            case FieldDataType.Boolean:
                return ParseTruth(text, element) is (0 or 1) and var truth ? truth : throw NotBoolean(text, element);
            case FieldDataType.Float:
                return float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var single) && !float.IsNaN(single)
                    ? single
                    : throw element.Refuse($"'{PmmlElement.Shorten(text)}' is not a number, as field '{Name}' requires.");
            case FieldDataType.Date or FieldDataType.Time or FieldDataType.DateTime:
                return DateValues.TryParse(DataType, text, out var moment)
                    ? moment : throw element.Refuse($"'{PmmlElement.Shorten(text)}' is no {DataType}, as field '{Name}' demands.");
            default:
                return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && !double.IsNaN(number)
                    ? number
                    : throw element.Refuse($"'{PmmlElement.Shorten(text)}' is not a number, as field '{Name}' requires.");
        }
    }
}
