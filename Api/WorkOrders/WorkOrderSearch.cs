using Maintenance.Api.Rest;
using Maintenance.Core.Conditions;
using Maintenance.Core.Time;
using Maintenance.Core.WorkOrders;
using Maintenance.Queries;

namespace Maintenance.Api.WorkOrders;

/// <summary>The filters of a list of work orders as they stand in its address, for REST and the page alike.</summary>
/// <param name="State">A state, <c>all</c>, or those that are not closed.</param>
/// <param name="Asset">Asset.</param>
/// <param name="FailureMode">Suspected failure mode.</param>
/// <param name="Assignee">Who does it.</param>
/// <param name="Overdue">true: those whose time has passed.</param>
public sealed record WorkOrderSearch(string? State, string? Asset, string? FailureMode, string? Assignee, string? Overdue)
{
    /// <summary>All that nothing was yet found of.</summary>
    public const string NotClosed = "not_closed";

    /// <summary>All states.</summary>
    public const string All = "all";

    /// <summary>What can be asked for as the state.</summary>
    public static IReadOnlyList<string> States { get; } = [NotClosed, .. WorkOrderStates.All, All];

    /// <summary>The filter; errors go to the parameters.</summary>
    public WorkOrderFilter Filter(Parameters parameters, long nowUnixMicros)
    {
        var reader = new WorkOrderReader(parameters, nowUnixMicros);
        var state = reader.Word("state", State, States) ?? NotClosed;
        var overdue = reader.Word("overdue", Overdue, ["true", "false"]) == "true";
        return new WorkOrderFilter
        {
            States = state == NotClosed ? [.. WorkOrderStates.All.Where(s => !WorkOrderStates.IsClosed(s))] : state == All ? [] : [state],
            Asset = Given(Asset),
            Mode = reader.Word("failureMode", FailureMode, FailureModes.All),
            Assignee = Given(Assignee),
            DueBefore = overdue ? UnixMicros.ToUtc(nowUnixMicros) : null,
        };
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
