using Maintenance.Core.Alarms;
using Maintenance.Core.Tables;

namespace Maintenance.Api.Alarms;

/// <summary>Rows and the operator actions that changed them: one transaction.</summary>
/// <param name="Actions">At least one.</param>
/// <param name="Batches">What they change; empty when the actions say all.</param>
public sealed record ActionCommit(IReadOnlyList<OperatorAction> Actions, IReadOnlyList<TableBatch> Batches)
{
    /// <summary>Actions that change no row.</summary>
    public ActionCommit(params IReadOnlyList<OperatorAction> actions) : this(actions, [])
    {
    }
}
