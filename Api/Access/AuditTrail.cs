using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;

namespace Maintenance.Api.Access;

/// <summary>Records who did what in <c>audit</c> before the response is sent: an action that cannot be recorded fails.</summary>
public sealed class AuditTrail(IConditionStore store, TimeProvider clock)
{
    /// <summary>Writes an entry of its own.</summary>
    public Task WriteAsync(string actor, string action, string subject, string? detail, CancellationToken cancellationToken) =>
        store.CommitAsync(new StoreCommit { Batches = [TableBatch.Of(Row(actor, action, subject, detail))] }, cancellationToken);

    /// <summary>The entry, for a transaction that also holds what it records.</summary>
    public AuditRow Row(string actor, string action, string subject, string? detail) => new()
    {
        EventTimeUnixMicros = UnixMicros.Now(clock),
        Actor = actor,
        Action = action,
        Subject = subject,
        Detail = detail,
    };
}
