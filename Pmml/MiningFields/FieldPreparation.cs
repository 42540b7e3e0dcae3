using Maintenance.Pmml.DataDictionary;

namespace Maintenance.Pmml.MiningFields;

/// <summary>A mining field's treatments of missing, invalid and extreme values.</summary>
internal sealed class FieldPreparation
{
    public required string Name { get; init; }

    public required int Source { get; init; }

    public required int Slot { get; init; }

    public required bool RoundsToFloat { get; init; }

    public required double[] MissingNumbers { get; init; }

    public required double Replacement { get; init; }

    public required bool MissingIsInvalid { get; init; }

    public required InvalidValueTreatment InvalidTreatment { get; init; }

    public required double InvalidReplacement { get; init; }

    /// <summary>Codes below this are valid; −1 when the field is not categorical.</summary>
    public required int ValidCodes { get; init; }

    public required double[] ValidNumbers { get; init; }

    public required double[] InvalidNumbers { get; init; }

    public required DataInterval[] Intervals { get; init; }

    public required OutlierTreatment Outliers { get; init; }

    public required double LowValue { get; init; }

    public required double HighValue { get; init; }

    /// <summary>True when float32 values pass unchanged.</summary>
    public bool IsIdentityForFloats =>
        MissingNumbers.Length == 0 && double.IsNaN(Replacement) && !MissingIsInvalid && Outliers == OutlierTreatment.AsIs
        && InvalidTreatment == InvalidValueTreatment.AsIs;

    /// <summary>Writes the prepared value; false when it makes the row invalid.</summary>
    public bool TryPrepare(Span<double> frame)
    {
        var value = RoundsToFloat ? (float)frame[Source] : frame[Source];
        if (!double.IsNaN(value) && Array.IndexOf(MissingNumbers, value) >= 0) value = double.NaN;
        if (!double.IsNaN(value) && InvalidTreatment != InvalidValueTreatment.AsIs && !IsValid(value))
        {
            if (InvalidTreatment == InvalidValueTreatment.ReturnInvalid) return false;
            value = InvalidTreatment == InvalidValueTreatment.AsMissing ? double.NaN : InvalidReplacement;
        }
        if (Outliers == OutlierTreatment.AsExtreme) value = Math.Min(Math.Max(value, LowValue), HighValue);
        else if (Outliers == OutlierTreatment.AsMissing && (value < LowValue || value > HighValue)) value = double.NaN;
        if (double.IsNaN(value))
        {
            if (MissingIsInvalid) return false;
            if (!double.IsNaN(Replacement)) value = Replacement; // else a NaN keeps its payload
        }
        frame[Slot] = value;
        return true;
    }

    private bool IsValid(double value)
    {
        if (ValidCodes >= 0) return value >= 0 && value < ValidCodes;
        if (Array.IndexOf(InvalidNumbers, value) >= 0) return false;
        if (Array.IndexOf(ValidNumbers, value) >= 0) return true;
        foreach (var interval in Intervals)
            if (interval.Contains(value)) return true;
        return ValidNumbers.Length == 0 && Intervals.Length == 0;
    }
}
