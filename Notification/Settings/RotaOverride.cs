namespace Maintenance.Notification.Settings;

/// <summary>Somebody stands in for whoever would be on call, [from, until).</summary>
public sealed record RotaOverride
{
    /// <summary>Level, from 1.</summary>
    public int Level { get; init; } = 1;

    /// <summary>From.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Until.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>Who, by name.</summary>
    public required string Person { get; init; }
}
