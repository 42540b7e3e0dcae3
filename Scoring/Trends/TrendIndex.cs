namespace Maintenance.Scoring.Trends;

/// <summary>
/// How much speaks for a slow fault, in units of what an expert would act on: 1 is the limit of a handbook reached once. Parts add up,
/// because each can be seen without the others.
/// </summary>
internal static class TrendIndex
{
    /// <summary>
    /// An index as a probability: x² / (x² + 7/3). Half the limit is 0.10 (grade A), the limit 0.30 (where C begins), twice the limit 0.63
    /// (D); it never quite reaches 1, so that of two grave cases the graver one is still seen.
    /// </summary>
    public static float Probability(double index) => index > 0 ? (float)(index * index / (index * index + 7.0 / 3.0)) : 0;
}
