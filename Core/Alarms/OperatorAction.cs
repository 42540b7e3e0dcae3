using Maintenance.Core.Time;

namespace Maintenance.Core.Alarms;

/// <summary>What an operator does, before it has its place in the chain of <c>operator_action</c>.</summary>
public sealed record OperatorAction
{
    /// <summary>An account, or <c>system</c>.</summary>
    public required string Actor { get; init; }

    /// <summary>One of <see cref="OperatorActions"/>.</summary>
    public required string Action { get; init; }

    /// <summary>The asset; null when it is about none.</summary>
    public string? Asset { get; init; }

    /// <summary>The rule; null when it is about none.</summary>
    public string? Rule { get; init; }

    /// <summary>Beginning of the alarm as the operator saw it.</summary>
    public long OccurrenceUnixMicros { get; init; } = UnixMicros.None;

    /// <summary>Greatest priority that the operator saw; 0 when it is about none.</summary>
    public int Priority { get; init; }

    /// <summary>End of what is begun.</summary>
    public long UntilUnixMicros { get; init; } = UnixMicros.None;

    /// <summary>Reason or comment.</summary>
    public string? Text { get; init; }

    /// <summary>JSON object with what else the action needs.</summary>
    public string? Detail { get; init; }

    /// <summary>The client's own key of the request.</summary>
    public string? RequestKey { get; init; }
}
