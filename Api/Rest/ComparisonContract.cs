using Maintenance.Core.Conditions;

namespace Maintenance.Api.Rest;

/// <summary>A drill compared with its own baseline.</summary>
/// <param name="Asset">Asset.</param>
/// <param name="At">Event time of the newest window compared.</param>
/// <param name="DrillingState">Drilling state of the compared windows; only windows in the same state are compared.</param>
/// <param name="UsualWindows">Past windows that form the baseline.</param>
/// <param name="NeededWindows">Minimum number of baseline windows.</param>
/// <param name="RecentWindows">Windows of the last two hours, which are compared; at least three are required.</param>
/// <param name="Score">Largest absolute deviation of any feature, in spreads; null while there are too few windows.</param>
/// <param name="Deviations">Features far from the baseline, farthest first.</param>
internal sealed record ComparisonContract(
    string Asset, DateTime At, string? DrillingState, int UsualWindows, int NeededWindows, int RecentWindows, double? Score,
    IReadOnlyList<DeviationContract> Deviations)
{
    public static ComparisonContract Of(string asset, BaselineComparison c) => new(
        asset, c.At, c.DrillingState, c.UsualWindows, c.NeededWindows, c.RecentWindows, c.Score,
        [.. c.Deviations.Select(DeviationContract.Of)]);
}
