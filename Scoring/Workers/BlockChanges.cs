namespace Maintenance.Scoring.Workers;

/// <summary>What a record changed of an asset.</summary>
/// <param name="First">
/// Event time of the first block that it described or assessed anew, Unix µs; greater than <paramref name="Last"/> when there is none.
/// </param>
/// <param name="Last">Event time of the last one.</param>
/// <param name="Minute">
/// Number of the last minute that changed and by which later ones are judged; <see cref="long.MinValue"/> when there is none.
/// </param>
internal readonly record struct BlockChanges(long First, long Last, long Minute)
{
    /// <summary>Nothing.</summary>
    public static BlockChanges None { get; } = new(long.MaxValue, long.MinValue, long.MinValue);

    /// <summary>These, and a block.</summary>
    public BlockChanges With(long eventTime) => this with { First = Math.Min(First, eventTime), Last = Math.Max(Last, eventTime) };
}
