using Maintenance.Core.Conditions;

namespace Maintenance.Api.Rest;

/// <summary>A drill compared with its own past.</summary>
/// <param name="Asset">Asset.</param>
/// <param name="At">Event time of the newest window compared.</param>
/// <param name="DrillingState">Only windows of this state are compared.</param>
/// <param name="UsualWindows">Windows of the past that say what is usual.</param>
/// <param name="NeededWindows">As many are needed before anything is said.</param>
/// <param name="RecentWindows">Windows of the last two hours, which are compared; fewer than three say nothing.</param>
/// <param name="Score">Greatest number of spreads by which a feature is off; null while too little is known.</param>
/// <param name="Deviations">What is far off, the farthest first.</param>
internal sealed record ComparisonContract(
    string Asset, DateTime At, string? DrillingState, int UsualWindows, int NeededWindows, int RecentWindows, double? Score,
        IReadOnlyList<DeviationContract> Deviations)
{
    public static ComparisonContract Of(string asset, BaselineComparison c) => new(
        asset, c.At, c.DrillingState, c.UsualWindows, c.NeededWindows, c.RecentWindows, c.Score,
            [.. c.Deviations.Select(DeviationContract.Of)]);
}
