namespace Maintenance.Scoring.PrognosticAssessment;

/// <summary>Remaining useful life of an assessment, operating hours; NaN where nothing is told.</summary>
/// <param name="P10">One in ten fails before.</param>
/// <param name="P50">One in two fails before.</param>
/// <param name="P90">Nine in ten fail before.</param>
internal readonly record struct LifeLevels(float P10, float P50, float P90)
{
    /// <summary>A drill without a fault, or no model to ask.</summary>
    public static LifeLevels Unknown { get; } = new(float.NaN, float.NaN, float.NaN);
}
