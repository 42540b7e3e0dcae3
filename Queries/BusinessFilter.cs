namespace Maintenance.Queries;

/// <summary>Which rows of production, costs, budgets or rates are asked for; null: all.</summary>
public sealed record BusinessFilter
{
    /// <summary>Region, in any case.</summary>
    public string? Region { get; init; }

    /// <summary>Department.</summary>
    public string? Department { get; init; }

    /// <summary>Asset.</summary>
    public string? Asset { get; init; }

    /// <summary>Kind of a cost or rate, basis of production.</summary>
    public string? Kind { get; init; }

    /// <summary>First day, UTC.</summary>
    public DateTime? From { get; init; }

    /// <summary>Day after the last, UTC.</summary>
    public DateTime? To { get; init; }
}
