using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Frames;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.MiningFields;

/// <summary>Compiles a mining field's treatments; null where it has none, so that the field is read unchanged.</summary>
internal static class FieldPreparationCompiler
{
    public static FieldPreparation? Compile(MiningField mining, Field source, DataField? dictionary, FrameLayout layout)
    {
        var invalid = dictionary is null ? InvalidValueTreatment.AsIs : mining.InvalidTreatment;
        var missing = dictionary is null || source.Categories is not null ? [] : dictionary.MissingValues.SelectMany(ParseNumber).ToArray();
        var rounds = dictionary is not null && source.DataType == FieldDataType.Float;
        var restricts = dictionary is not null && invalid != InvalidValueTreatment.AsIs && Restricts(dictionary, source);
        var outliers = mining is { LowValue: double.NegativeInfinity, HighValue: double.PositiveInfinity }
            ? OutlierTreatment.AsIs : mining.Outliers;
        var replacement = mining.MissingValueReplacement is { } text ? source.ParseConstant(text, mining.Element) : double.NaN;
        if (!restricts && !rounds && missing.Length == 0 && outliers == OutlierTreatment.AsIs && double.IsNaN(replacement)
            && !mining.MissingIsInvalid)
            return null;
        return new FieldPreparation
        {
            Name = mining.Name,
            Source = source.Slot,
            Slot = layout.Allocate(1, mining.Element),
            RoundsToFloat = rounds,
            MissingNumbers = missing,
            Replacement = replacement,
            MissingIsInvalid = mining.MissingIsInvalid,
            InvalidTreatment = restricts ? invalid : InvalidValueTreatment.AsIs,
            InvalidReplacement = mining.InvalidValueReplacement is { } value && restricts
                ? source.ParseConstant(value, mining.Element) : double.NaN,
            ValidCodes = restricts && source.Categories is not null ? source.Categories.DeclaredCount : -1,
            ValidNumbers = restricts && source.Categories is null ? [.. dictionary!.ValidValues.SelectMany(ParseNumber)] : [],
            InvalidNumbers = restricts && source.Categories is null ? [.. dictionary!.InvalidValues.SelectMany(ParseNumber)] : [],
            Intervals = restricts && source.Categories is null ? [.. dictionary!.Intervals] : [],
            Outliers = outliers,
            LowValue = mining.LowValue,
            HighValue = mining.HighValue,
        };
    }

    private static bool Restricts(DataField dictionary, Field source) =>
        source.Categories is not null ? source.Categories.DeclaredCount > 0
            : dictionary.Intervals.Count > 0 || dictionary.InvalidValues.Count > 0 || dictionary.ValidValues.Count > 0;

    // "NaN" as a missing value needs no entry: NaN is always missing here.
    private static double[] ParseNumber(string text) => PmmlElement.TryParseFinite(text, out var number) ? [number] : [];
}
