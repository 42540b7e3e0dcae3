using System.Globalization;
using Maintenance.Api.Business;
using Maintenance.Api.Fleet;
using Maintenance.Api.Wording;
using Maintenance.Core.Alarms;
using Maintenance.Core.Business;
using Maintenance.Core.Conditions;
using Maintenance.Core.Time;
using Maintenance.Core.WorkOrders;
using Maintenance.Dashboard.Display;

namespace Maintenance.Dashboard.Pages;

/// <summary>What a department asks first, as tables: nothing here is computed that a report or an order does not say.</summary>
/// <param name="reports">Reports of the regions.</param>
/// <param name="drills">Drills of the regions.</param>
/// <param name="orders">Work orders that are not closed.</param>
/// <param name="preferences">The user's.</param>
/// <param name="nowUnixMicros">Now.</param>
internal sealed class TodayView(IReadOnlyList<RegionReport> reports, IEnumerable<DrillCondition> drills, IReadOnlyList<WorkOrder> orders,
    UserPreferences preferences, long nowUnixMicros)
{
    private const int MostRows = 20;

    private static readonly string[] DrillingFigures = ["drilled", "npt", "nptHours", "invisibleLostHours", "deferred", "oilOfPlan"];

    private static readonly string[] FinanceFigures =
        ["budget", "spent", "spendingP10", "spendingP50", "spendingP90", "againstBudget", "moneyAtRisk"];

    private static readonly string[] Dysfunctions =
    [
        FailureModes.StickSlip, FailureModes.Whirl, FailureModes.BitBounce, FailureModes.BitWear, FailureModes.StuckPipe,
        FailureModes.Washout,
    ];

    private static readonly Dictionary<string, string[]> Kinds = new(StringComparer.Ordinal)
    {
        [Departments.Drilling] = ["risk", "alarms", "production"], [Departments.Maintenance] = ["risk", "alarms", "work"],
        [Departments.Finance] = ["production", "money"],
    };

    private readonly DrillCondition[] _drills = [.. drills];

    /// <summary>The tables of a department, each with the page that its first column leads to.</summary>
    public IReadOnlyList<(ReportTable Table, Func<string, string> LinkOf)> TablesOf(string department) => department switch
    {
        Departments.Drilling => [(DysfunctionsNow(), DrillPage), (Regions("Metres and lost time", DrillingFigures), RegionPage)],
        Departments.Finance => [(Regions("Spent, forecast and at risk", FinanceFigures), RegionPage), (Spending(), RegionPage)],
        _ => [(AtRisk(), DrillPage), (Regions("Lost time and risk", ["availability", "npt", "mtbf", "mttr", "drillsAtRisk", "moneyAtRisk"]),
            RegionPage)],
    };

    /// <summary>Number of drills at risk that <see cref="TablesOf"/> leaves out.</summary>
    public int Hidden { get; private set; }

    /// <summary>The changes that a department asks for, what asks most for attention first.</summary>
    public static IReadOnlyList<RegionChange> ChangesOf(string department, IEnumerable<RegionChange> changes) =>
        [.. changes.Where(c => Kinds[department].Contains(c.Kind)).OrderBy(c => Array.IndexOf(Kinds[department], c.Kind))];

    private static string DrillPage(string drill) => $"/drills/{Uri.EscapeDataString(drill)}";

    private static string RegionPage(string region) => RegionView.UrlOf(region, RegionReports.DefaultPeriod);

    private ReportTable Regions(string title, string[] keys) => new(title,
        [
            new("region", "Region", ""),
            .. reports.Take(1).SelectMany(r => keys.Select(r.Figure)).Select(f =>
                new ReportColumn(f.Key, f.Label, f.Unit) { IsNumber = true }),
        ],
        [.. reports.Select(r => new ReportRow(
            [new(r.Region, null), .. keys.Select(r.Figure).Select(f => new ReportCell(f.Text(), f.Value))],
            keys.Select(r.Figure).FirstOrDefault(f => f.Note is not null)?.Note))],
        "No drill is registered in your regions.");

    private ReportTable Spending() => new("Budget by department",
        [
            new("region", "Region", ""), new("department", "Department", ""), .. reports.Take(1).SelectMany(r => new ReportColumn[]
            {
                new("budget", "Budget", r.Currency), new("spent", "Spent", r.Currency), new("spendingP50", "Forecast P50", r.Currency),
            }),
        ],
        [.. reports.SelectMany(r => r.Departments.Select(d => new ReportRow(
            [new(r.Region, null), new(d.Department, null), Of(d.Planned), Of(d.Spent), Of(d.ForecastP50)], null)))],
        "Neither a budget nor a cost is recorded.");

    private ReportTable DysfunctionsNow()
    {
        var found = _drills.Where(d => d.ShownAt(nowUnixMicros)?.FailureMode is { } mode && Dysfunctions.Contains(mode))
            .OrderBy(d => d.RiskHealth).ToArray();
        Hidden = Math.Max(0, found.Length - MostRows);
        var unseen = _drills.Count(d => d.ShownAt(nowUnixMicros) is null);
        return new ReportTable("Dysfunctions now",
            [new("drill", "Drill", ""), new("region", "Region", ""), new("finding", "Dysfunction", ""), new("advice", "What to do", "")],
            [.. found.Take(MostRows).Select(d => new ReportRow(
                [new(d.Asset.Id.Value, null), new(d.Asset.Region, null), new(ShownCondition.Of(d, nowUnixMicros).Finding, null),
                    new(AdviceOf(d) ?? "–", null)], ShownCondition.NoteOf(d, preferences.Units) is { Length: > 0 } note ? note : null))],
            unseen == 0 ? "No drill shows one." : string.Create(CultureInfo.InvariantCulture,
                $"No drill that can be judged shows one; {unseen} of {_drills.Length} are not assessed."));
    }

    private string? AdviceOf(DrillCondition drill) =>
        ConditionText.Findings(drill.Current?.Findings, preferences.Units) is [var leading, ..] ? leading.Advice : null;

    private ReportTable AtRisk()
    {
        var risks = reports.SelectMany(r => r.AtRisk).ToDictionary(r => r.Asset, StringComparer.Ordinal);
        var open = orders.ToLookup(o => o.Asset, StringComparer.Ordinal);
        var found = _drills.Where(d => risks.ContainsKey(d.Asset.Id.Value)).Select(d => (Drill: d, Due: DueOf(d)))
            .OrderBy(d => d.Due.UnixMicros).ThenBy(d => d.Drill.Asset.Id.Value, StringComparer.Ordinal).ToArray();
        Hidden = Math.Max(0, found.Length - MostRows);
        var unseen = _drills.Count(d => d.ShownAt(nowUnixMicros) is null);
        return new ReportTable("Drills at risk",
            [
                new("drill", "Drill", ""), new("failureMode", "Failure mode", ""), new("due", $"Work due ({preferences.ZoneLabel})", ""),
                new("bestDay", "Best day to act", ""), .. reports.Take(1).SelectMany(r => new ReportColumn[]
                {
                    new("costBestDay", "Cost on that day", r.Currency), new("costWaiting", "Cost of waiting", r.Currency),
                }),
                new("order", "Work order", ""),
            ],
            [.. found.Take(MostRows).Select(d => Row(d.Drill, d.Due, risks[d.Drill.Asset.Id.Value], [.. open[d.Drill.Asset.Id.Value]]))],
            unseen == 0 ? "No drill has grade C or D." : string.Create(CultureInfo.InvariantCulture,
                $"No drill that can be judged has grade C or D; {unseen} of {_drills.Length} are not assessed."));
    }

    private ReportRow Row(DrillCondition drill, WorkOrderDue due, DrillRisk risk, WorkOrder[] own) => new(
        [
            new(drill.Asset.Id.Value, null), new(Words.FailureMode(risk.FailureMode), null),
            new(preferences.Time(UnixMicros.ToUtc(due.UnixMicros))[..16], null), new(risk.BestDay ?? FigureLine.Text(null), null),
            Of(risk.CostBestDay), Of(risk.CostWaiting),
            new(own.Length == 0 ? "none" : string.Join(", ", own.Select(o => string.Create(CultureInfo.InvariantCulture,
                $"{o.Number} {WorkOrderWords.State(o.State)}"))), null),
        ], risk.Unknown ?? due.Because);

    private WorkOrderDue DueOf(DrillCondition drill)
    {
        var shown = drill.ShownAt(nowUnixMicros) ?? drill.Assessed!;
        return WorkOrderDue.Of(DrillCondition.RulOf(shown), shown.EventTimeUnixMicros,
            shown.Grade == "D" ? AlarmPriority.High : AlarmPriority.Medium, nowUnixMicros);
    }

    private static ReportCell Of(double? number) => new(FigureLine.Text(number), number);
}
