using Maintenance.Core.Business;
using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>First and last day of the actual production that somebody recorded; null when nothing is.</summary>
public static class SimulatedProductionQuery
{
    public static async Task<(DateOnly First, DateOnly Last)?> RunAsync(
        IConditionStore store, string recordedBy, CancellationToken cancellationToken)
    {
        var found = (await store.QueryAsync(new StoreQuery(
            "SELECT min(day) AS first_day, max(day) AS last_day FROM production WHERE basis = ? AND recorded_by = ?",
            ProductionBases.Actual, recordedBy), cancellationToken)).First;
        return found?.TimeOrNull("first_day") is { } first && found?.TimeOrNull("last_day") is { } last
            ? (DateOnly.FromDateTime(first), DateOnly.FromDateTime(last)) : null;
    }
}
