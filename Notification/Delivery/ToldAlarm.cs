namespace Maintenance.Notification.Delivery;

/// <summary>An alarm as a message tells it; also the object in a webhook's <c>alarms</c>.</summary>
internal sealed record ToldAlarm
{
    public required string Id { get; init; }

    public required string Asset { get; init; }

    public required string? Region { get; init; }

    public required string? Site { get; init; }

    public required string? Rig { get; init; }

    public required string Rule { get; init; }

    public required string Title { get; init; }

    public required string Priority { get; init; }

    /// <summary>Step, as <c>high.1</c>, <c>high.2.r1</c>, <c>returned</c>.</summary>
    public required string Step { get; init; }

    public required bool IsActive { get; init; }

    public required DateTime Onset { get; init; }

    public required DateTime? Returned { get; init; }

    public required float? Value { get; init; }

    public required float? Limit { get; init; }

    public required string? Because { get; init; }

    public required string? Cause { get; init; }

    public required string? Consequence { get; init; }

    public required string? Action { get; init; }

    public required double? RespondWithinSeconds { get; init; }

    /// <summary>Address of its page; null without <c>Notification:BaseUrl</c>.</summary>
    public required string? Url { get; init; }
}
