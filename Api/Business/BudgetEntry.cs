using Maintenance.Core.Tables;

namespace Maintenance.Api.Business;

/// <summary>Money that a department of a region may spend in a month. It replaces what was told before.</summary>
/// <param name="Region">Region.</param>
/// <param name="Department">Department.</param>
/// <param name="Month">Month, <c>2026-11</c>.</param>
/// <param name="Amount">In the installation's currency.</param>
public sealed record BudgetEntry(string? Region, string? Department, string? Month, double? Amount) : IBusinessEntry<BudgetRow>
{
    static string IBusinessEntry<BudgetRow>.Words => "budgets";

    static IReadOnlyList<string> IBusinessEntry<BudgetRow>.Required => ["region", "department", "month", "amount"];

    BudgetRow IBusinessEntry<BudgetRow>.Row(EntryCheck check) => new()
    {
        Region = check.Region(Region),
        Department = check.Name("department", Department),
        MonthUnixMicros = check.Month("month", Month),
        Amount = check.Money("amount", Amount),
        RecordedUnixMicros = check.NowUnixMicros,
        RecordedBy = check.Actor,
    };
}
