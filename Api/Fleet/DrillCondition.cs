using Maintenance.Core.Assets;
using Maintenance.Core.Conditions;
using Maintenance.Core.Feed;

namespace Maintenance.Api.Fleet;

/// <summary>
/// The newest known condition of one drill. Immutable (public because Razor parameters must be); <see cref="Version"/> ascends over the
/// whole fleet with every change.
/// </summary>
public sealed record DrillCondition
{
    public required Asset Asset { get; init; }

    public required long Version { get; init; }

    /// <summary>Newest block, by event time: state, channels, age. Null until there is one.</summary>
    public AssetUpdate? Latest { get; init; }

    /// <summary>
    /// Newest block that could be assessed: health, grade, finding, reasons. Older than <see cref="Latest"/> while the drill gives no
    /// evidence (a pause): what was found does not vanish with that. Null until there is one.
    /// </summary>
    public AssetUpdate? Assessed { get; init; }

    /// <summary>Remaining useful life in hours; NaN while no model estimates it.</summary>
    public RulQuantiles RulHours { get; init; } = RulQuantiles.Unknown;

    /// <summary>Counts blocks that came for a time before the newest: what is charted of the past has changed.</summary>
    public long Corrections { get; init; }

    public double? HealthIndex => Assessed?.HealthIndex;

    public string? Grade => Assessed?.Grade;

    /// <summary>A to D, or <c>none</c>.</summary>
    public string GradeKey => Grade is { Length: 1 } grade && "ABCD".Contains(grade[0]) ? grade : "none";

    public TimeSpan? AgeAt(long nowUnixMicros) => Age(Latest, nowUnixMicros);

    public TimeSpan? AssessmentAgeAt(long nowUnixMicros) => Age(Assessed, nowUnixMicros);

    /// <summary>True when the update carries an assessment; a block without evidence has none.</summary>
    public static bool IsAssessed(AssetUpdate update) => update.Grade.Length == 1 && float.IsFinite(update.HealthIndex);

    private static TimeSpan? Age(AssetUpdate? update, long nowUnixMicros) =>
        update is null ? null : TimeSpan.FromMicroseconds(Math.Max(0, nowUnixMicros - update.EventTimeUnixMicros));
}
