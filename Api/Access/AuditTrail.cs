using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;

namespace Maintenance.Api.Access;

/// <summary>Records who did what in <c>audit</c> before the response is sent: an action that cannot be recorded fails.</summary>
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
