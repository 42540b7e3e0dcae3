namespace Maintenance.Core.Business;

/// <summary>Finds the rate that holds. Immutable.</summary>
public sealed class RateTable(IEnumerable<Rate> rates)
{
    private const string Everywhere = "*";
    private const string AnyMode = "";

    private readonly ILookup<(string, string, string), Rate> _rates =
        rates.ToLookup(r => (r.Region.ToLowerInvariant(), r.Kind, r.FailureMode));

    /// <summary>
    /// The newest rate that holds on a day: the region's own for the failure mode, its own for any, that of all regions for the mode, that
    /// of all regions for any. NaN when there is none.
    /// </summary>
    public double Find(string region, string kind, string failureMode, DateOnly day)
    {
        foreach (var place in (string[])[region.ToLowerInvariant(), Everywhere])
            foreach (var mode in (string[])[failureMode, AnyMode])
                if (_rates[(place, kind, mode)].Where(r => r.ValidFrom <= day).MaxBy(r => r.ValidFrom) is { } found) return found.Amount;
        return double.NaN;
    }

    /// <summary>What failing in a mode and repairing before costs; NaN where a rate is missing.</summary>
    public FailureRates FailureRates(string region, string failureMode, DateOnly day)
    {
        return new FailureRates(Of(RateKinds.Repair), Of(RateKinds.RepairHours), Of(RateKinds.PlannedRepair),
            Of(RateKinds.PlannedRepairHours), Of(RateKinds.NptDay), Of(RateKinds.OilPrice));

        double Of(string kind) => Find(region, kind, RateKinds.ByFailureMode.Contains(kind) ? failureMode : AnyMode, day);
    }
}
