using Maintenance.Core.Business;
using Maintenance.Core.Tables;

namespace Maintenance.Api.Business;

/// <summary>Money spent. It replaces what was told under the region's reference before.</summary>
/// <param name="Region">Region that pays.</param>
/// <param name="Reference">The sender's own key, such as the number of an invoice.</param>
/// <param name="Department">Department that pays.</param>
/// <param name="Asset">Asset; null when it is of none.</param>
/// <param name="Day">UTC day, <c>2026-11-26</c>.</param>
/// <param name="Kind">repair, planned_maintenance, npt, operation or other.</param>
/// <param name="Amount">In the installation's currency; a credit is negative.</param>
/// <param name="WorkOrder">Number of the work order whose own cost it replaces.</param>
/// <param name="Note">Free text.</param>
public sealed record CostEntry(string? Region, string? Reference, string? Department, string? Asset, string? Day, string? Kind,
    double? Amount, long? WorkOrder, string? Note) : IBusinessEntry<CostRow>
{
    private const int MaxReference = 100;

    static string IBusinessEntry<CostRow>.Words => "costs";

    static IReadOnlyList<string> IBusinessEntry<CostRow>.Required => ["region", "reference", "department", "day", "kind", "amount"];

    CostRow IBusinessEntry<CostRow>.Row(EntryCheck check)
    {
        if (WorkOrder is < 1) check.Refuse("workOrder", $"{WorkOrder} is not allowed; expected the number of a work order.");
        var row = new CostRow
        {
            Region = check.Region(Region),
            Reference = check.Text("reference", Reference, isRequired: true, MaxReference) ?? "",
            Department = check.Name("department", Department),
            Asset = check.Asset(Asset, isRequired: false),
            DayUnixMicros = check.Day("day", Day),
            Kind = check.Word("kind", Kind, CostKinds.All),
            Amount = check.Money("amount", Amount, mayBeNegative: true),
            WorkOrder = WorkOrder ?? 0,
            Note = check.Text("note", Note),
            RecordedUnixMicros = check.NowUnixMicros,
            RecordedBy = check.Actor,
        };
        if (row.DayUnixMicros > check.NowUnixMicros) check.Refuse("day", $"{Day} lies in the future; only what was spent is a cost.");
        return row;
    }
}
