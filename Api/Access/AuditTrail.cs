using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;

namespace Maintenance.Api.Access;

/// <summary>Writes who did what into <c>audit</c>, before the answer is given: what is not recorded has not succeeded.</summary>
public sealed class AuditTrail(IConditionStore store, TimeProvider clock)
{
    public Task WriteAsync(string actor, string action, string subject, string? detail, CancellationToken cancellationToken)
    {
        var row = new AuditRow
        {
            EventTimeUnixMicros = UnixMicros.Now(clock), Actor = actor, Action = action, Subject = subject, Detail =
            detail
        };
        return store.CommitAsync(new StoreCommit { Batches = [TableBatch.Of(row)] }, cancellationToken);
    }
}
