using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Dashboard.Queries;

namespace Maintenance.Dashboard.Access;

/// <summary>Writes who did what into <c>audit</c>, before the answer is given: what is not recorded has not succeeded.</summary>
internal sealed class AuditTrail(IConditionStore store, TimeProvider clock)
{
    public Task WriteAsync(string who, string action, string subject, string? detail, CancellationToken cancellationToken)
    {
        var batch = new TableBatch(StoreTables.Audit);
        batch.Column<long>(0).Add(clock.Micros());
        batch.Column<string>(1).Add(who);
        batch.Column<string>(2).Add(action);
        batch.Column<string>(3).Add(subject);
        batch.Column<string>(4).Add(detail!); // null is stored as NULL
        return store.CommitAsync(new StoreCommit { Batches = [batch] }, cancellationToken);
    }
}
