namespace Maintenance.Api.Business;

/// <summary>A table of a report: what page, PDF and CSV have in common.</summary>
/// <param name="Title">Title.</param>
/// <param name="Columns">Columns; the first names the row.</param>
/// <param name="Rows">Rows.</param>
/// <param name="Empty">What is said in place of rows when there is none.</param>
public sealed record ReportTable(string Title, IReadOnlyList<ReportColumn> Columns, IReadOnlyList<ReportRow> Rows, string Empty)
{
    private static readonly ReportColumn[] Risks =
    [
        new("drill", "Drill", ""), new("failureMode", "Failure mode", ""), new("probability", "Fails in 30 days", "%"),
        new("money", "At risk", Money), new("costNow", "Repair now", Money), new("bestDay", "Best day", ""),
        new("costBestDay", "On that day", Money), new("costWaiting", "Waiting", Money),
    ];

    private static readonly ReportColumn[] Budgets =
    [
        new("department", "Department", ""), new("budget", "Budget", Money), new("spent", "Spent", Money),
        new("spendingP10", "Forecast P10", Money), new("spendingP50", "P50", Money), new("spendingP90", "P90", Money),
    ];

    /// <summary>Title of the table of production over the period.</summary>
    public const string PerDay = "Oil per day";

    // Stands for the currency.
    private const string Money = "¤";

    /// <summary>All tables of a report: its figures by section, drills at risk, departments.</summary>
    public static IReadOnlyList<ReportTable> Of(RegionReport report) =>
    [
        .. report.Figures.GroupBy(f => f.Section, StringComparer.Ordinal).Select(s => new ReportTable(s.Key,
            [new("figure", "Figure", ""), new("value", "Value", "") { IsNumber = true }, new("unit", "Unit", "")],
            [.. s.Select(f => new ReportRow(
                [new(f.Label, null), new(f.Text(), f.Value), new(f.Value is null ? "" : f.Unit, null)], f.Note))],
            "")),
        .. OfParts(report),
    ];

    /// <summary>Those without the figures.</summary>
    internal static IReadOnlyList<ReportTable> OfParts(RegionReport report) =>
    [
        new(PerDay, [new("from", "From", ""), new("oilPerDay", "Oil", UnitOf(report)), new("planPerDay", "Plan", UnitOf(report))],
            [.. report.Rates.Select(r => new ReportRow([new(r.From, null), Of(r.Oil), Of(r.Plan)], null))],
            "Neither production nor a plan is recorded."),
        new("Drills at risk", In(report.Currency, Risks), [.. report.AtRisk.Select(Row)],
            "No drill has grade C or D. Drills without evidence have no grade."),
        new("Budget by department", In(report.Currency, Budgets),
            [.. report.Departments.Select(d => new ReportRow([new(d.Department, null), Of(d.Planned), Of(d.Spent), Of(d.ForecastP10),
                Of(d.ForecastP50), Of(d.ForecastP90)], null))],
            "Neither a budget nor a cost is recorded."),
    ];

    private static ReportRow Row(DrillRisk risk) => new(
        [new(risk.Asset, null), new(risk.FailureMode.Replace('_', ' '), null), Of(risk.Probability), Of(risk.Money), Of(risk.CostNow),
            new(risk.BestDay ?? FigureLine.Text(null), null), Of(risk.CostBestDay), Of(risk.CostWaiting)],
        risk.Unknown);

    private static string UnitOf(RegionReport report) => report.Rates.Count > 0 ? report.Rates[0].Unit : "";

    private static ReportCell Of(double? number) => new(FigureLine.Text(number), number);

    private static ReportColumn[] In(string currency, ReportColumn[] columns) =>
        [.. columns.Select(c => c.Unit == Money ? c with { Unit = currency } : c)];
}
