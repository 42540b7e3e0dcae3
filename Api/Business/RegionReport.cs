namespace Maintenance.Api.Business;

/// <summary>What a region produces, loses, risks and spends in a period. Money in <paramref name="Currency"/>.</summary>
/// <param name="Region">Region.</param>
/// <param name="Period">Month, quarter or year: <c>2026</c>.</param>
/// <param name="AsOf">When it was made, UTC. Risk is of now, in whatever period.</param>
/// <param name="From">First day.</param>
/// <param name="To">Day after the last.</param>
/// <param name="ProductionUntil">Newest day whose production is told; null when none is.</param>
/// <param name="SpendingUntil">Newest day with a cost; null when there is none.</param>
/// <param name="Currency">Currency.</param>
/// <param name="Drills">Number of drills.</param>
/// <param name="Figures">All figures.</param>
/// <param name="Departments">Budgets by department.</param>
/// <param name="AtRisk">Drills at risk, most money first.</param>
/// <param name="Rates">Production against plan over the period: a day, week or month at a time.</param>
public sealed record RegionReport(string Region, string Period, DateTime AsOf, string From, string To, string? ProductionUntil,
    string? SpendingUntil, string Currency, int Drills, IReadOnlyList<FigureLine> Figures, IReadOnlyList<DepartmentBudget> Departments,
    IReadOnlyList<DrillRisk> AtRisk, IReadOnlyList<ProductionRate> Rates)
{
    /// <summary>A figure by its key.</summary>
    public FigureLine Figure(string key) => Figures.First(f => f.Key == key);
}
