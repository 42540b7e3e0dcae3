namespace Maintenance.Training.Evaluation;

/// <summary>
/// Area under the receiver operating characteristic: the probability that a positive scores above a negative; ties count half.
/// </summary>
internal static class RocCurve
{
    /// <summary>Area under the curve; NaN when one class is empty.</summary>
    public static double Area(IReadOnlyList<(double Score, bool Positive)> scored)
    {
        var (pairs, won) = (0L, 0.0);
        foreach (var positive in scored.Where(s => s.Positive))
        {
            foreach (var negative in scored.Where(s => !s.Positive))
            {
                pairs++;
                won += positive.Score > negative.Score ? 1 : positive.Score == negative.Score ? 0.5 : 0;
            }
        }
        return won / pairs;
    }
}
