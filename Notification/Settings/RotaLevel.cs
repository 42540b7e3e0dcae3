namespace Maintenance.Notification.Settings;

/// <summary>A level of a rota: people in turn.</summary>
public sealed record RotaLevel
{
    /// <summary>Local date on which the first person takes over.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Local time of each hand-over. Default: 08:00.</summary>
    public TimeOnly HandOver { get; init; } = new(8, 0);

    /// <summary>Days until the next hand-over. Default: 7.</summary>
    public int Days { get; init; } = 7;

    /// <summary>People in turn, by name.</summary>
    public required IReadOnlyList<string> People { get; init; }
}
