namespace Maintenance.Notification.Settings;

/// <summary>A step of escalation.</summary>
public sealed record RouteStep
{
    /// <summary>How long after the alarm became known it is due, if nobody has acknowledged the alarm by then.</summary>
    public TimeSpan After { get; init; }

    /// <summary>Who is told.</summary>
    public required IReadOnlyList<RouteTarget> To { get; init; }
}
