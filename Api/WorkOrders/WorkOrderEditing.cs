using Maintenance.Api.Access;
using Maintenance.Api.Alarms;
using Maintenance.Api.Fleet;
using Maintenance.Api.Rest;
using Maintenance.Core.Conditions;
using Maintenance.Core.Time;
using Maintenance.Core.WorkOrders;

namespace Maintenance.Api.WorkOrders;

/// <summary>What people do to work orders, checked and carried out, for REST and pages alike. Threading: any.</summary>
public sealed class WorkOrderEditing(WorkOrderDesk desk, WorkOrderDrafts drafts, AlarmBook book, LiveFleet fleet, TimeProvider clock)
{
    private delegate (WorkOrder Order, IReadOnlyList<MaintenanceRecord> Records)? Edit(WorkOrder order, WorkOrderReader reader);

    /// <summary>The order as it would be raised; null when something is not allowed.</summary>
    /// <exception cref="WorkOrderRefusedException">There is no such asset that the caller may see.</exception>
    public WorkOrder? Draft(WorkOrderRaising raising, UserContext user, Parameters parameters)
    {
        var (asset, alarms) = WorkOrderAlarms.Of(raising.Asset, raising.Alarms ?? [], book, parameters);
        if (!parameters.AreValid) return null;
        var drill = AssetEndpoints.Find(fleet, user, asset)
            ?? throw new WorkOrderRefusedException($"asset: there is no asset '{asset}' that you may see.", isConflict: false);
        return drafts.Of(drill, alarms, Reader(parameters).Priority(raising.Priority));
    }

    /// <summary>Raises an order; null when something is not allowed.</summary>
    /// <exception cref="WorkOrderRefusedException">There is no such asset that the caller may see.</exception>
    public async Task<WorkOrder?> RaiseAsync(WorkOrderRaising raising, UserContext user, Parameters parameters,
        CancellationToken cancellationToken)
    {
        if (Draft(raising, user, parameters) is not { } draft) return null;
        var order = Reader(parameters).With(draft, raising);
        return parameters.AreValid ? await desk.RaiseAsync(order, user.Name, raising.RequestKey, cancellationToken) : null;
    }

    /// <summary>Changes an order; null when something is not allowed.</summary>
    /// <exception cref="WorkOrderRefusedException">There is none that the caller may see, or it is not as it was read.</exception>
    public Task<WorkOrder?> ChangeAsync(long number, WorkOrderChange change, UserContext user, Parameters parameters,
        CancellationToken cancellationToken) =>
        EditAsync(number, change.Revision, change.RequestKey, user, parameters, (order, reader) =>
        {
            var state = reader.Word("state", change.State, [.. WorkOrderStates.All.Where(s => s != WorkOrderStates.Done)]);
            return (reader.With(order, change) with { State = state ?? order.State }, []);
        }, cancellationToken);

    /// <summary>Closes an order with its finding; null when something is not allowed.</summary>
    /// <exception cref="WorkOrderRefusedException">There is none that the caller may see, or it is not as it was read.</exception>
    public Task<WorkOrder?> CloseAsync(long number, WorkOrderClosing closing, UserContext user, Parameters parameters,
        CancellationToken cancellationToken) =>
        EditAsync(number, closing.Revision, requestKey: null, user, parameters,
            (order, reader) => reader.Close(order, closing, user.Name), cancellationToken);

    private async Task<WorkOrder?> EditAsync(long number, int? revision, string? requestKey, UserContext user, Parameters parameters,
        Edit edit, CancellationToken cancellationToken)
    {
        var known = await desk.FindAsync(number, cancellationToken);
        if (AssetEndpoints.Find(fleet, user, known.Asset) is null)
            throw new WorkOrderRefusedException($"There is no work order {number}.", isConflict: false);
        if (revision is null) parameters.Refuse("revision", "is missing: the revision that was read.");
        edit(known, Reader(parameters));
        if (!parameters.AreValid) return null;
        return await desk.ChangeAsync(number, revision!.Value, user.Name, requestKey,
            order => edit(order, Reader(parameters)) ?? throw new WorkOrderRefusedException(parameters.Message, isConflict: true),
            cancellationToken);
    }

    private WorkOrderReader Reader(Parameters parameters) => new(parameters, UnixMicros.Now(clock));
}
