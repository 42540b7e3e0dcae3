using System.Text.Json;
using Maintenance.Api.Alarms;
using Maintenance.Core.Alarms;
using Maintenance.Core.Conditions;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Core.WorkOrders;
using Maintenance.Queries;

namespace Maintenance.Api.WorkOrders;

/// <summary>
/// Raises, changes and closes work orders. Each is a revision and its operator actions in one commit that moves the chain of actions, so
/// that of two people who change the same revision one wins and the other is told by whom. Threading: any.
/// </summary>
public sealed class WorkOrderDesk(IConditionStore store, AlarmActions actions, TimeProvider clock)
{
    /// <summary>Numbers and keeps a new order; what the same request raised before, when it has a key.</summary>
    /// <param name="draft">Its number, revision and times are given here.</param>
    /// <param name="actor">Who raises it.</param>
    /// <param name="requestKey">The client's own key; null without one.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    public async Task<WorkOrder> RaiseAsync(WorkOrder draft, string actor, string? requestKey, CancellationToken cancellationToken)
    {
        WorkOrder? raised = null;
        await actions.CommitAsync(async stop =>
        {
            if (requestKey is not null && await WorkOrderRequestQuery.RunAsync(store, actor, requestKey, stop) is { } detail)
            {
                raised = await FindAsync(NumberOf(detail), stop);
                return null;
            }
            var now = UnixMicros.Now(clock);
            raised = draft with
            {
                Number = await WorkOrdersQuery.LastNumberAsync(store, stop) + 1,
                Revision = 1,
                State = WorkOrderStates.Open,
                RaisedUnixMicros = now,
                RaisedBy = actor,
                ChangedUnixMicros = now,
                ChangedBy = actor,
            };
            return Commit(raised, raised.Title, [], requestKey, raised.Alarms);
        }, cancellationToken);
        return raised!;
    }

    /// <summary>Makes a revision of an order.</summary>
    /// <param name="number">Which.</param>
    /// <param name="revision">The revision that was read.</param>
    /// <param name="actor">Who changes it.</param>
    /// <param name="requestKey">The client's own key; null without one.</param>
    /// <param name="change">What it becomes, with the records that this adds.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <exception cref="WorkOrderRefusedException">Somebody else changed it meanwhile, or its state does not allow it.</exception>
    public async Task<WorkOrder> ChangeAsync(long number, int revision, string actor, string? requestKey,
        Func<WorkOrder, (WorkOrder Order, IReadOnlyList<MaintenanceRecord> Records)> change, CancellationToken cancellationToken)
    {
        WorkOrder? changed = null;
        await actions.CommitAsync(async stop =>
        {
            if (requestKey is not null && await WorkOrderRequestQuery.RunAsync(store, actor, requestKey, stop) is { } detail
                && NumberOf(detail) == number)
            {
                changed = await FindAsync(number, stop);
                return null;
            }
            var known = await FindAsync(number, stop);
            CheckRevision(known, revision);
            var (order, records) = change(known);
            CheckState(known, order);
            await CheckRecordsAsync(order, records, stop);
            var now = UnixMicros.Now(clock);
            changed = order with
            {
                Revision = known.Revision + 1,
                ChangedUnixMicros = now,
                ChangedBy = actor,
                ClosedUnixMicros = order.IsClosed ? now : UnixMicros.None,
            };
            return Commit(changed, WorkOrderDifference.Of(known, changed), records, requestKey, []);
        }, cancellationToken);
        return changed!;
    }

    /// <summary>The order as it is.</summary>
    /// <exception cref="WorkOrderRefusedException">There is none.</exception>
    public async Task<WorkOrder> FindAsync(long number, CancellationToken cancellationToken) =>
        (await WorkOrdersQuery.RevisionsAsync(store, number, cancellationToken)) is [var newest, ..]
            ? newest
            : throw new WorkOrderRefusedException($"There is no work order {number}.", isConflict: false);

    private static void CheckRevision(WorkOrder known, int revision)
    {
        if (known.Revision == revision) return;
        throw new WorkOrderRefusedException($"Work order {known.Number} was changed by {known.ChangedBy} at "
            + $"{UnixMicros.ToUtc(known.ChangedUnixMicros):O}: it is at revision {known.Revision}, you read {revision}. Nothing was "
            + "changed; read it again.", isConflict: true);
    }

    private static void CheckState(WorkOrder known, WorkOrder order)
    {
        if (known.IsClosed)
            throw new WorkOrderRefusedException($"Work order {known.Number} is {known.State} since "
                + $"{UnixMicros.ToUtc(known.ClosedUnixMicros):O} by {known.ChangedBy} and does not change any more.", isConflict: true);
        if (order.State != known.State && !WorkOrderStates.Follows(order.State, known.State))
            throw new WorkOrderRefusedException($"Work order {known.Number} is {known.State}; {order.State} does not follow. Allowed: "
                + $"{string.Join(", ", WorkOrderStates.All.Where(s => WorkOrderStates.Follows(s, known.State)))}.", isConflict: true);
    }

    // A record is known by asset, time and kind: another's must not be replaced.
    private async Task CheckRecordsAsync(WorkOrder order, IReadOnlyList<MaintenanceRecord> records, CancellationToken cancellationToken)
    {
        foreach (var record in records)
            if (await MaintenanceRecordsQuery.FindAsync(store, order.Asset, record.EventTimeUnixMicros, record.Kind, cancellationToken)
                is { Withdrawn: false } other)
                throw new WorkOrderRefusedException($"{order.Asset} was already {record.Kind} at "
                    + $"{UnixMicros.ToUtc(record.EventTimeUnixMicros):O}, recorded by {other.RecordedBy}. Give another time, or "
                    + "withdraw that record first.", isConflict: true);
    }

    // One action for each alarm it comes from, so that each alarm knows its order; the key is of the request, so on the first only.
    private static ActionCommit Commit(WorkOrder order, string text, IReadOnlyList<MaintenanceRecord> records, string? requestKey,
        IReadOnlyList<WorkOrderAlarm> alarms)
    {
        var action = new OperatorAction
        {
            Actor = order.ChangedBy, Action = OperatorActions.WorkOrder, Asset = order.Asset, Priority = (int)order.Priority, Text = text,
            Detail = JsonSerializer.Serialize(new { workOrder = $"{order.Number}", revision = order.Revision, state = order.State }),
        };
        OperatorAction[] all = alarms.Count == 0
            ? [action] : [.. alarms.Select(a => action with { Rule = a.Rule, OccurrenceUnixMicros = a.OccurrenceUnixMicros })];
        all[0] = all[0] with { RequestKey = requestKey };
        List<TableBatch> batches = [TableBatch.Of(WorkOrderRows.Of(order))];
        if (records.Count > 0) batches.Add(TableBatch.Of([.. records.Select(MaintenanceRecordRow.Of)]));
        return new ActionCommit(all, batches);
    }

    private static long NumberOf(string detail)
    {
        using var json = JsonDocument.Parse(detail);
        return long.Parse(json.RootElement.GetProperty("workOrder").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
    }
}
