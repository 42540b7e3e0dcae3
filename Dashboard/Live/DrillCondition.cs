using Maintenance.Core.Assets;
using Maintenance.Core.Feed;

namespace Maintenance.Dashboard.Live;

/// <summary>The newest known condition of one drill. Immutable (public because Razor parameters must be); <see cref="Version"/> ascends over the whole fleet with every change.</summary>
public sealed record DrillCondition
{
    public required Asset Asset { get; init; }

    public required long Version { get; init; }

    /// <summary>Newest assessment, by event time; null until there is one.</summary>
    public AssetUpdate? Latest { get; init; }

    /// <summary>Remaining useful life in hours; NaN while no model estimates it.</summary>
    public RemainingLife RulHours { get; init; } = RemainingLife.Unknown;

    /// <summary>Counts assessments that came for a time before the newest: what is charted of the past has changed.</summary>
    public long Corrections { get; init; }

    public TimeSpan? AgeAt(long nowUnixMicros) =>
        Latest is null ? null : TimeSpan.FromMicroseconds(Math.Max(0, nowUnixMicros - Latest.EventTimeUnixMicros));
}
