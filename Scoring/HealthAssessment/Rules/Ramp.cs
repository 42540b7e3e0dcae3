namespace Maintenance.Scoring.HealthAssessment.Rules;

/// <summary>A probability that grows with a measure, by straight lines between the points of a scale of severities.</summary>
internal static class Ramp
{
    /// <summary>The value; 0 for NaN and below the first point, that of the last point above it.</summary>
    /// <param name="measure">Measure.</param>
    /// <param name="points">Measure and probability, both ascending.</param>
    public static float At(float measure, ReadOnlySpan<(float Measure, float Probability)> points)
    {
        if (!(measure > points[0].Measure)) return 0;
        for (var i = 1; i < points.Length; i++)
        {
            if (measure >= points[i].Measure) continue;
            var (from, to) = (points[i - 1], points[i]);
            return from.Probability + ((measure - from.Measure) / (to.Measure - from.Measure) * (to.Probability - from.Probability));
        }
        return points[^1].Probability;
    }
}
