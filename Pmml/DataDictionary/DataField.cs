using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.DataDictionary;

/// <summary>DataField: name, type, valid and missing values.</summary>
internal sealed record DataField(
    string Name,
    FieldDataType DataType,
    bool IsContinuous,
    IReadOnlyList<string> ValidValues,
    IReadOnlyList<string> MissingValues,
    IReadOnlyList<string> InvalidValues,
    IReadOnlyList<DataInterval> Intervals,
    int Line)
{
    public bool IsCategorical { get; init; }

    /// <summary>Display names of values.</summary>
    public IReadOnlyDictionary<string, string> DisplayValues { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Ordinal: its values are ordered as declared.</summary>
    public bool IsOrdinal { get; init; }

    /// <summary>The date or time that its numbers stand for; null for all other types.</summary>
    public DateOrigin? Origin { get; init; }

    public static DataField Read(PmmlElement element)
    {
        element.AllowOnly("Value", "Interval", "Taxonomy");
        var values = element.ChildrenNamed("Value").ToLookup(v => v.AllowOnly().Optional("property") ?? "valid", v => v.Required("value"));
        foreach (var group in values)
            if (group.Key is not ("valid" or "missing" or "invalid"))
                throw element.Refuse($"a Value has the unknown property '{group.Key}'.");
        return new DataField(
            element.Required("name"),
            ReadDataType(element),
            element.Word("optype", true, ("continuous", true), ("categorical", false), ("ordinal", false)),
            [.. values["valid"]], [.. values["missing"]], [.. values["invalid"]],
            [.. element.ChildrenNamed("Interval").Select(DataInterval.Read)],
            element.Line)
        {
            IsCategorical = element.Optional("optype") is "categorical",
            DisplayValues = element.ChildrenNamed("Value").Where(v => v.Optional("displayValue") is not null)
                .DistinctBy(v => v.Required("value"), StringComparer.Ordinal)
                .ToDictionary(v => v.Required("value"), v => v.Required("displayValue"), StringComparer.Ordinal),
            IsOrdinal = element.Optional("optype") is "ordinal",
            Origin = DateOrigin.TryRead(element.Optional("dataType")),
        };
    }

    /// <summary>The element's <c>dataType</c>; double when absent, because PMML 3.0 exporters omit it.</summary>
    public static FieldDataType ReadDataType(PmmlElement element) => element.Optional("dataType") switch
    {
        null => element.Optional("optype") is "categorical" or "ordinal" ? FieldDataType.String : FieldDataType.Double,
        "double" => FieldDataType.Double,
        "float" => FieldDataType.Float,
        "integer" => FieldDataType.Integer,
        "boolean" => FieldDataType.Boolean,
        "string" => FieldDataType.String,
        "date" => FieldDataType.Date,
        "time" => FieldDataType.Time,
        "dateTime" => FieldDataType.DateTime,
        var other => DateOrigin.TryRead(other) is null ? FieldDataType.Unsupported : FieldDataType.Integer,
    };
}
