using System.Globalization;
using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.Frames;

/// <summary>A field as compiled: where its value stands in a row's frame, and how a constant of the document compares with it.</summary>
internal sealed record Field(string Name, int Slot, FieldDataType DataType, Vocabulary? Categories)
{
    /// <summary>Declared categorical in the data dictionary: its values have no order, whatever their type.</summary>
    public bool IsCategorical { get; init; }

    /// <summary>Ordinal: its declared values are in order.</summary>
    public bool IsOrdinal { get; init; }

    /// <summary>The date or time that its numbers stand for; null for every other type.</summary>
    public DateOrigin? Origin { get; init; }

    public bool IsNumeric => Categories is null && DataType is not (FieldDataType.Boolean or FieldDataType.Unsupported);

    /// <summary>The frame value of a constant: a code, 0/1, or a number rounded as the field's type demands.</summary>
    public double ParseConstant(string text, PmmlElement element)
    {
        if (Categories is not null) return Categories.Add(text);
        if (Origin is not null)
            return Origin.TryParse(text, out var counted) && !double.IsNaN(counted)
            ? counted : throw element.Refuse($"'{PmmlElement.Shorten(text)}' is no date, time or number, as field '{Name}' demands.");
        switch (DataType)
        {
            case FieldDataType.Boolean:
                return text.Trim().ToUpperInvariant() switch
                {
                    "TRUE" or "1" or "1.0" => 1,
                    "FALSE" or "0" or "0.0" => 0,
                    _ => throw element.Refuse($"'{PmmlElement.Shorten(text)}' is not a boolean, as field '{Name}' demands."),
                };
            case FieldDataType.Float:
                return float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var single) && !float.IsNaN(single)
                    ? single
                    : throw element.Refuse($"'{PmmlElement.Shorten(text)}' is no number, as field '{Name}' demands.");
            case FieldDataType.Date or FieldDataType.Time or FieldDataType.DateTime:
                return DateValues.TryParse(DataType, text, out var moment)
                    ? moment : throw element.Refuse($"'{PmmlElement.Shorten(text)}' is no {DataType}, as field '{Name}' demands.");
            default:
                return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && !double.IsNaN(number)
                    ? number
                    : throw element.Refuse($"'{PmmlElement.Shorten(text)}' is no number, as field '{Name}' demands.");
        }
    }
}
