using Maintenance.Core.Assets;
using Maintenance.Core.Conditions;
using Maintenance.Core.Feed;

namespace Maintenance.Api.Fleet;

/// <summary>
/// The newest known condition of one drill. Immutable (public because Razor parameters must be); <see cref="Version"/> increases across
/// the fleet with every change.
/// </summary>
public sealed record DrillCondition
{
    public required Asset Asset { get; init; }

    public required long Version { get; init; }

    /// <summary>Newest block by event time: state, channels, age. Null until there is one.</summary>
    public AssetUpdate? Latest { get; init; }

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

    public TimeSpan? AgeAt(long nowUnixMicros) => Age(Latest, nowUnixMicros);

    public TimeSpan? AssessmentAgeAt(long nowUnixMicros) => Age(Assessed, nowUnixMicros);

    /// <summary>True if the update carries an assessment; a block without evidence has none.</summary>
    public static bool IsAssessed(AssetUpdate update) => update.Grade.Length == 1 && float.IsFinite(update.HealthIndex);

    private static TimeSpan? Age(AssetUpdate? update, long nowUnixMicros) =>
        update is null ? null : TimeSpan.FromMicroseconds(Math.Max(0, nowUnixMicros - update.EventTimeUnixMicros));
}
