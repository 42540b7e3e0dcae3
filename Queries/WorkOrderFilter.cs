namespace Maintenance.Queries;

/// <summary>Which work orders are asked for; null or empty: all.</summary>
public sealed record WorkOrderFilter
{
    /// <summary>States.</summary>
    public IReadOnlyCollection<string> States { get; init; } = [];

    /// <summary>Asset.</summary>
    public string? Asset { get; init; }

    /// <summary>Suspected failure mode.</summary>
    public string? Mode { get; init; }

    /// <summary>Who does it.</summary>
    public string? Assignee { get; init; }

    /// <summary>Due before this, UTC.</summary>
    public DateTime? DueBefore { get; init; }
}
