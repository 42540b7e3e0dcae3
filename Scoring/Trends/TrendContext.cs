namespace Maintenance.Scoring.Trends;

/// <summary>
/// What the closed minutes before a block say: those whose number is less than that of the block's own minute. It is the same for all blocks
/// of a minute. Valid during the call.
/// </summary>
internal readonly ref struct TrendContext
{
    /// <summary>How many minutes back <see cref="RecentHealth"/> reaches.</summary>
    public const int HealthMinutes = 5;

    /// <summary>What the two hours before the block's minute say.</summary>
    public required TrendFindings Findings { get; init; }

    /// <summary>
    /// Health index (<see cref="MinuteColumn.HealthIndex"/>) of the minutes among the <see cref="HealthMinutes"/> before the block's own,
    /// oldest first; a minute without data is not there, and one without a health index is NaN.
    /// </summary>
    public ReadOnlySpan<float> RecentHealth { get; init; }

    /// <summary>No minutes before.</summary>
    public static TrendContext None => new() { Findings = TrendFindings.None };
}
