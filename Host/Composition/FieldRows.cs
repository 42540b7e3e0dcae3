using Maintenance.Core.Business;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Simulator.Fields;

namespace Maintenance.Host.Composition;

/// <summary>Rows of simulated fields: what their crew would tell.</summary>
/// <param name="recordedBy">Actor.</param>
/// <param name="nowUnixMicros">When it is recorded.</param>
internal sealed class FieldRows(string recordedBy, long nowUnixMicros)
{
    private const double HoursPerDay = 24;
    private const double FailuresPerMonth = 0.25;
    private const double WorkoversPerMonth = 0.08;
    private const double WeeksPerMonth = 52.0 / 12;

    /// <summary>What happened.</summary>
    public ProductionRow Actual(FieldDay day) =>
        Row(day, ProductionBases.Actual, day.OilM3, day.DrilledM, day.NptHours, day.PlannedDowntimeHours);

    /// <summary>What was planned.</summary>
    public ProductionRow Plan(FieldDay day) =>
        Row(day, ProductionBases.Plan, day.Plan.OilM3, day.Plan.DrilledM, 0, day.Plan.PlannedDowntimeHours);

    /// <summary>A cost.</summary>
    public CostRow Cost(string region, FieldCost cost) => new()
    {
        Region = region, Reference = cost.Reference, Department = cost.Department, Asset = cost.Asset, DayUnixMicros = Micros(cost.Day),
        Kind = cost.Kind, Amount = cost.Amount, WorkOrder = 0, Note = null, RecordedUnixMicros = nowUnixMicros, RecordedBy = recordedBy,
    };

    /// <summary>Budgets of a year, by department and month.</summary>
    public IEnumerable<BudgetRow> Budgets(string region, int year, int assets)
    {
        var lost = FailuresPerMonth * FieldRates.RepairHours / HoursPerDay * FieldRates.NptDay;
        var drilling = assets * (FieldRates.WeekOfOperation * WeeksPerMonth + lost);
        var maintenance = assets * (FieldRates.MonthlyMaintenance + WorkoversPerMonth * 1.1 * FieldRates.Workover
            + FailuresPerMonth * 1.2 * FieldRates.Repair); // means of what is drawn, not its medians
        for (var month = 1; month <= 12; month++)
            foreach (var (department, amount) in new[] { ("drilling", drilling), ("maintenance", maintenance) })
                yield return new BudgetRow
                {
                    Region = region, Department = department, MonthUnixMicros = Micros(new DateOnly(year, month, 1)),
                    Amount = Math.Round(amount, MidpointRounding.AwayFromZero), RecordedUnixMicros = nowUnixMicros, RecordedBy = recordedBy,
                };
    }

    /// <summary>Rates of all regions.</summary>
    public IEnumerable<RateRow> Rates(DateOnly from) => new[]
    {
        (RateKinds.OilPrice, FieldRates.OilPrice), (RateKinds.NptDay, FieldRates.NptDay), (RateKinds.Repair, FieldRates.Repair),
        (RateKinds.PlannedRepair, FieldRates.PlannedRepair), (RateKinds.RepairHours, FieldRates.RepairHours),
        (RateKinds.PlannedRepairHours, FieldRates.PlannedRepairHours),
    }.Select(r => new RateRow
    {
        Region = "*", Kind = r.Item1, FailureMode = "", ValidFromUnixMicros = Micros(from), Amount = r.Item2,
        RecordedUnixMicros = nowUnixMicros, RecordedBy = recordedBy,
    });

    private ProductionRow Row(FieldDay day, string basis, double oil, double drilled, double npt, double planned) => new()
    {
        Asset = day.Asset, DayUnixMicros = Micros(day.Day), Basis = basis, OilM3 = Math.Round(oil, 2), DrilledM = Math.Round(drilled, 1),
        NptHours = Math.Round(npt, 2), PlannedDowntimeHours = Math.Round(planned, 2), RecordedUnixMicros = nowUnixMicros,
        RecordedBy = recordedBy,
    };

    private static long Micros(DateOnly day) => UnixMicros.Of(day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));
}
