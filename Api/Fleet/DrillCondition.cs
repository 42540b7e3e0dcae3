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

    /// <summary>Newest block with a grade; older than <see cref="Latest"/> while that has none. Null until there is one.</summary>
    public AssetUpdate? Assessed { get; init; }

    /// <summary>Number of blocks that arrived for a time before the newest: charts of the past must be refreshed.</summary>
    public long Corrections { get; init; }

    /// <summary>The present, if it has a grade.</summary>
    public AssetUpdate? Current => Latest is { } latest && IsAssessed(latest) ? latest : null;

    /// <summary>
    /// Newest assessment of a drill whose present has none, at most <see cref="GradeHeldFor"/> of event time older than that; else null.
    /// </summary>
    public AssetUpdate? Last => Latest is null || Current is not null || Assessed is null || SeenUnixMicros - AssessmentSeenUnixMicros
        > UnixMicros.Length(GradeHeldFor) ? null : Assessed;

    /// <summary>0–100; null when the present is not assessed, like the next two.</summary>
    public double? HealthIndex => Current?.HealthIndex;

    /// <summary>A to D.</summary>
    public string? Grade => Current?.Grade;

    /// <summary>A failure mode, or <c>none</c>.</summary>
    public string? FailureMode => Current?.FailureMode;

    /// <summary>Remaining useful life, operating hours; NaN when the present is not assessed or no model estimates it.</summary>
    public RulQuantiles RulHours => RulOf(Current);

    /// <summary>Why the present has no grade, in words; null with a grade, and without data.</summary>
    public string? NotAssessed => Latest is null || Current is not null ? null : Latest.NotAssessed ?? "nothing tells of its condition";

    /// <summary>
    /// The assessment whose grade people are shown: that of the present or, while it has none, <see cref="Last"/>. None of a drill that was
    /// not heard of for <see cref="GradeHeldFor"/>: a machine that was switched off yesterday is not as new today.
    /// </summary>
    public AssetUpdate? ShownAt(long nowUnixMicros) => SilentAt(nowUnixMicros) is null ? Current ?? Last : null;

    /// <summary>For how long nothing was received; null unless longer than <see cref="GradeHeldFor"/>, and without data.</summary>
    public TimeSpan? SilentAt(long nowUnixMicros) =>
        Age(Latest?.ReceivedUnixMicros, nowUnixMicros) is { } silence && silence > GradeHeldFor ? silence : null;

    /// <summary>What decides between drills of one state: the newest health index known.</summary>
    public double? RiskHealth => (Current ?? Last)?.HealthIndex;

    /// <summary>One of <see cref="DrillStates"/>.</summary>
    public string StateAt(long nowUnixMicros) => DrillStates.Of(
        Latest is not null, ShownAt(nowUnixMicros)?.Grade, Latest?.SensorFaults is not null && SilentAt(nowUnixMicros) is null);

    /// <summary>
    /// For how long a grade is shown after the last assessment: longer than a connection, so that a fleet does not flicker, and too short
    /// to take a rig that was shut down for one that is well.
    /// </summary>
    public static TimeSpan GradeHeldFor { get; } = TimeSpan.FromMinutes(30);

    /// <summary>
    /// When the present was: its event time, but not after its reception, as then the drill's clock is wrong. Unix µs; null without data.
    /// </summary>
    public long? SeenUnixMicros => Seen(Latest);

    /// <summary>The same of the newest assessment.</summary>
    public long? AssessmentSeenUnixMicros => Seen(Assessed);

    /// <summary>Age of the present. Negative only where this computer's clock is behind that of Ingest.</summary>
    public TimeSpan? AgeAt(long nowUnixMicros) => Age(SeenUnixMicros, nowUnixMicros);

    /// <summary>By how much the newest stamp of the drill lies ahead of now; null while it does not by more than clocks differ.</summary>
    public TimeSpan? ClockAheadAt(long nowUnixMicros)
    {
        var ahead = TimeSpan.FromMicroseconds(NewestStampUnixMicros - nowUnixMicros);
        return ahead > UsualDifference ? ahead : null;
    }

    /// <summary>The condition once this is known too; an update of before the present counts as a correction.</summary>
    public DrillCondition With(AssetUpdate update, long version)
    {
        var stamp = Math.Max(update.EventTimeUnixMicros, update.NewestStampUnixMicros);
        var isOlder = IsOlder(update, Latest);
        return this with
        {
            Version = version,
            NewestStampUnixMicros = Math.Max(NewestStampUnixMicros, stamp),
            Latest = isOlder ? Latest : update,
            Corrections = isOlder ? Corrections + 1 : Corrections,
            Assessed = IsAssessed(update) && !IsOlder(update, Assessed) ? update : Assessed,
        };
    }

    private static bool IsOlder(AssetUpdate update, AssetUpdate? than) => than is not null && RecencyOf(update).IsBefore(RecencyOf(than));

    private static Recency RecencyOf(AssetUpdate update) => new(update.EventTimeUnixMicros, update.ReceivedUnixMicros);

    /// <summary>True if the update carries an assessment; a block without evidence has none.</summary>
    public static bool IsAssessed(AssetUpdate update) => update.Grade.Length == 1 && float.IsFinite(update.HealthIndex);

    /// <summary>Remaining useful life of an update, operating hours.</summary>
    public static RulQuantiles RulOf(AssetUpdate? update) =>
        update is null ? RulQuantiles.Unknown : new RulQuantiles(update.LifeP10Hours, update.LifeP50Hours, update.LifeP90Hours)
        { Limit = update.LifeLimitHours };

    private static readonly TimeSpan UsualDifference = TimeSpan.FromSeconds(2);

    private static long? Seen(AssetUpdate? update) =>
        update is null ? null : Math.Min(update.EventTimeUnixMicros, update.ReceivedUnixMicros);

    private static TimeSpan? Age(long? seen, long nowUnixMicros) =>
        seen is { } time ? TimeSpan.FromMicroseconds(nowUnixMicros - time) : null;
}
