using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.DataDictionary;

/// <summary>DataField: name, type and what is valid or missing.</summary>
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

    /// <summary>Its values are in the order in which they are declared.</summary>
    public bool IsOrdinal { get; init; }

    /// <summary>The date or time that its numbers stand for; null for every other type.</summary>
    public DateOrigin? Origin { get; init; }

    public static DataField Read(PmmlElement element)
    {
        element.AllowOnly("Value", "Interval", "Taxonomy");
        var values = element.ChildrenNamed("Value").ToLookup(v => v.Optional("property") ?? "valid", v => v.Required("value"));
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
            IsOrdinal = element.Optional("optype") is "ordinal",
            Origin = DateOrigin.TryRead(element.Optional("dataType")),
        };
    }

    /// <summary>The element's <c>dataType</c>; double when absent, as PMML 3.0 exporters leave it out.</summary>
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
