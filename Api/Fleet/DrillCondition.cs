using Maintenance.Core.Assets;
using Maintenance.Core.Conditions;
using Maintenance.Core.Feed;
using Maintenance.Core.Time;

namespace Maintenance.Api.Fleet;

/// <summary>
/// The newest known condition of one drill. Immutable (public because Razor parameters must be); <see cref="Version"/> increases across
/// the fleet with every change.
/// </summary>
public sealed record DrillCondition
{
    public required Asset Asset { get; init; }

    public required long Version { get; init; }

    /// <summary>The present (<see cref="Recency"/>): state, channels, age. Null until there is one.</summary>
    public AssetUpdate? Latest { get; init; }

    /// <summary>
    /// Greatest event time received, Unix µs: ahead of now if a clock of the drill runs ahead, whether always or in a single block. 0 when
    /// there is none.
    /// </summary>
    public long NewestStampUnixMicros { get; init; }

    /// <summary>
    /// Newest block that could be assessed: health, grade, failure mode, reasons. Older than <see cref="Latest"/> while the drill gives no
    /// evidence (for example, paused), so that its last assessment stays visible. Null until there is one.
    /// </summary>
    public AssetUpdate? Assessed { get; init; }

    /// <summary>Remaining useful life, operating hours; NaN while no model estimates it.</summary>
    public RulQuantiles RulHours { get; init; } = RulQuantiles.Unknown;

    /// <summary>Number of blocks that arrived for a time before the newest: charts of the past must be refreshed.</summary>
    public long Corrections { get; init; }

    public double? HealthIndex => Assessed?.HealthIndex;

    public string? Grade => Assessed?.Grade;

    /// <summary>A to D, or <c>none</c>.</summary>
    public string GradeKey => Grade is { Length: 1 } grade && "ABCD".Contains(grade[0]) ? grade : "none";

    /// <summary>
    /// When the present was: its event time, but not after its reception, as then the drill's clock is wrong. Unix µs; null without data.
    /// </summary>
    public long? SeenUnixMicros => Seen(Latest);

    /// <summary>The same of the newest assessment.</summary>
    public long? AssessmentSeenUnixMicros => Seen(Assessed);

    /// <summary>Age of the present. Negative only where this computer's clock is behind that of Ingest.</summary>
    public TimeSpan? AgeAt(long nowUnixMicros) => Age(SeenUnixMicros, nowUnixMicros);

    /// <summary>Age of the newest assessment.</summary>
    public TimeSpan? AssessmentAgeAt(long nowUnixMicros) => Age(AssessmentSeenUnixMicros, nowUnixMicros);

    /// <summary>By how much the newest stamp of the drill lies ahead of now; null while it does not by more than clocks differ.</summary>
    public TimeSpan? ClockAheadAt(long nowUnixMicros)
    {
        var ahead = TimeSpan.FromMicroseconds(NewestStampUnixMicros - nowUnixMicros);
        return ahead > UsualDifference ? ahead : null;
    }

    /// <summary>True if the update carries an assessment; a block without evidence has none.</summary>
    public static bool IsAssessed(AssetUpdate update) => update.Grade.Length == 1 && float.IsFinite(update.HealthIndex);

    private static readonly TimeSpan UsualDifference = TimeSpan.FromSeconds(2);

    private static long? Seen(AssetUpdate? update) =>
        update is null ? null : Math.Min(update.EventTimeUnixMicros, update.ReceivedUnixMicros);

    private static TimeSpan? Age(long? seen, long nowUnixMicros) =>
        seen is { } time ? TimeSpan.FromMicroseconds(nowUnixMicros - time) : null;
}
