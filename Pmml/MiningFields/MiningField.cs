using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.MiningFields;

/// <summary>MiningField: how a model uses a field and what it does with missing, invalid and extreme values.</summary>
internal sealed record MiningField(
    string Name,
    MiningFieldUsage Usage,
    string? MissingValueReplacement,
    bool MissingIsInvalid,
    InvalidValueTreatment InvalidTreatment,
    string? InvalidValueReplacement,
    OutlierTreatment Outliers,
    double LowValue,
    double HighValue,
    PmmlElement Element)
{
    public static MiningField Read(PmmlElement element)
    {
        element.AllowOnly();
        var outliers = element.Word("outliers", OutlierTreatment.AsIs, ("asIs", OutlierTreatment.AsIs),
            ("asMissingValues", OutlierTreatment.AsMissing), ("asExtremeValues", OutlierTreatment.AsExtreme));
        var invalid = element.Word("invalidValueTreatment", InvalidValueTreatment.ReturnInvalid,
            ("returnInvalid", InvalidValueTreatment.ReturnInvalid), ("asIs", InvalidValueTreatment.AsIs),
            ("asMissing", InvalidValueTreatment.AsMissing), ("asValue", InvalidValueTreatment.AsValue));
        var invalidReplacement = element.Optional("invalidValueReplacement") ?? element.Optional("x-invalidValueReplacement");
        // PMML 4.3 wrote asIs with a replacement for what 4.4 calls asValue.
        if (invalid == InvalidValueTreatment.AsIs && invalidReplacement is not null) invalid = InvalidValueTreatment.AsValue;
        if (invalid == InvalidValueTreatment.AsValue && invalidReplacement is null)
            throw element.Refuse("attribute 'invalidValueReplacement' is required for invalidValueTreatment=\"asValue\".");
        return new MiningField(
            element.Required("name"),
            element.Word("usageType", MiningFieldUsage.Active, ("active", MiningFieldUsage.Active), ("target", MiningFieldUsage.Target),
                ("predicted", MiningFieldUsage.Target), ("supplementary", MiningFieldUsage.Other), ("group", MiningFieldUsage.Other),
                ("order", MiningFieldUsage.Other), ("frequencyWeight", MiningFieldUsage.Other), ("analysisWeight", MiningFieldUsage.Other)),
            element.Optional("missingValueReplacement"),
            element.Optional("missingValueTreatment") is "returnInvalid",
            invalid,
            invalidReplacement,
            outliers,
            outliers == OutlierTreatment.AsIs ? double.NegativeInfinity : element.Number("lowValue", double.NegativeInfinity),
            outliers == OutlierTreatment.AsIs ? double.PositiveInfinity : element.Number("highValue", double.PositiveInfinity),
            element);
    }
}
