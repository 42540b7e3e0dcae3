using System.Globalization;
using Maintenance.Api.Fleet;
using Maintenance.Core.Business;
using Maintenance.Core.Conditions;

namespace Maintenance.Api.Business;

/// <summary>
/// Drills of a region that are at risk: grades C and D, with the money that their failure would cost. One that fell silent with such a
/// grade stays: no data is not health.
/// </summary>
internal sealed class RegionRisks(RegionBooks books, string region, IReadOnlyList<DrillCondition> drills, long nowUnixMicros)
{
    /// <summary>How far ahead.</summary>
    public const int HorizonDays = 30;

    private const double HoursPerDay = 24;
    private readonly DateOnly _today = RegionBooks.DayOf(nowUnixMicros);

    /// <summary>Most money first; those whose money is not known after them.</summary>
    public IReadOnlyList<DrillRisk> All() =>
    [
        .. drills.Where(d => (d.ShownAt(nowUnixMicros) ?? d.Assessed)?.Grade is "C" or "D").Select(Of)
            .OrderByDescending(r => r.Money ?? -1).ThenBy(r => r.Asset, StringComparer.Ordinal),
    ];

    private DrillRisk Of(DrillCondition drill)
    {
        var (asset, shown) = (drill.Asset.Id.Value, drill.ShownAt(nowUnixMicros) ?? drill.Assessed!);
        var mode = string.IsNullOrEmpty(shown.FailureMode) ? FailureModes.None : shown.FailureMode;
        var rates = books.Rates.FailureRates(region, mode, _today);
        var oil = books.OilPerDay.GetValueOrDefault(asset, 0) is var known && double.IsFinite(known) ? known : 0;
        var rul = DrillCondition.RulOf(shown);
        var life = new FailureTime(rul.P10, rul.P50, rul.P90, rul.IsBeyond(rul.P50) ? shown.FailureProbability : 1);
        if (drill.ShownAt(nowUnixMicros) is null)
            return Unknown($"It tells nothing of its condition any more; its last grade was {shown.Grade}.") with { IsSilent = true };
        if (!rul.IsKnown) return Unknown("No remaining life is estimated.");
        if (double.IsNaN(rates.Failure(oil)) || double.IsNaN(rates.Planned(oil)))
            return Unknown($"A rate is missing: {string.Join(", ", Missing(mode))}.");
        var choices = MaintenanceDecision.Choices(life, rates, oil, HorizonDays);
        var best = MaintenanceDecision.Best(choices);
        var fails = life.ProbabilityBefore(HorizonDays * HoursPerDay);
        return new DrillRisk(asset, mode, Math.Round(fails * 100, 1), Whole(fails * rates.Failure(oil)), Whole(choices[0].ExpectedCost),
            _today.AddDays(best.Day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Whole(best.ExpectedCost),
            Whole(choices[^1].ExpectedCost), null);

        DrillRisk Unknown(string why) => new(asset, mode, null, null, null, null, null, null, why);
    }

    private IEnumerable<string> Missing(string mode) =>
        RateKinds.All.Where(k => double.IsNaN(books.Rates.Find(region, k, RateKinds.ByFailureMode.Contains(k) ? mode : "", _today)));

    private static double Whole(double money) => Math.Round(money, MidpointRounding.AwayFromZero);
}
