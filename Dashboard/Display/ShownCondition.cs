using Maintenance.Api.Fleet;
using Maintenance.Api.Wording;
using Maintenance.Core.Conditions;
using Maintenance.Core.Feed;

namespace Maintenance.Dashboard.Display;

/// <summary>
/// What list, head and map say of a drill at a time. <c>client/shown.ts</c> says the same of the fleet message as time goes by.
/// </summary>
internal sealed record ShownCondition
{
    private ShownCondition()
    {
    }

    /// <summary>One of <see cref="DrillStates"/>.</summary>
    public required string State { get; init; }

    /// <summary>What the mark shows: a grade, or another of <see cref="DrillStates"/>.</summary>
    public required string Mark { get; init; }

    /// <summary>True when the grade is that of an earlier block.</summary>
    public required bool IsHeld { get; init; }

    /// <summary>The health index that goes with the grade.</summary>
    public required double? Health { get; init; }

    /// <summary>Finding, or why there is none.</summary>
    public required string Finding { get; init; }

    /// <summary>The last assessment, unless the finding is the present's; else empty.</summary>
    public required string Last { get; init; }

    public static ShownCondition Of(DrillCondition drill, long nowUnixMicros)
    {
        var (shown, silence) = (drill.ShownAt(nowUnixMicros), drill.SilentAt(nowUnixMicros));
        var isPresent = shown is not null && ReferenceEquals(shown, drill.Current);
        return new ShownCondition
        {
            State = drill.StateAt(nowUnixMicros),
            Mark = shown?.Grade ?? DrillStates.Of(drill.Latest is not null, grade: null, hasSensorFault: false),
            IsHeld = shown is not null && !isPresent,
            Health = shown?.HealthIndex,
            Finding = silence is { } s ? Words.Silent(s)
                : isPresent ? Words.Finding(shown!.FailureMode, shown.FailureProbability)
                : drill.NotAssessed is { } why ? Words.NotAssessed(why) : Words.FailureMode(null),
            Last = !isPresent && (drill.Current ?? drill.Last) is { } last ? LastOf(last, nowUnixMicros) : "",
        };
    }

    /// <summary>True when the finding is the present's.</summary>
    public bool IsPresent => Last.Length == 0;

    /// <summary>First reason of the present's leading finding, with the part concerned; null without one.</summary>
    public static string? SummaryOf(DrillCondition drill, UnitSystem units)
    {
        var reason = ReasonText.FirstOf(drill.Current?.Reasons, units);
        return NoteOf(drill, units) is { Length: > 0 } note ? reason is null ? note : $"{note}: {reason}" : reason;
    }

    /// <summary>
    /// What the finding does not say: part concerned and defect; or, of a grade worse than the health index, that it is held. Mostly empty.
    /// </summary>
    public static string NoteOf(DrillCondition drill, UnitSystem units)
    {
        if (ConditionText.Findings(drill.Current?.Findings, units) is [var leading, ..]) return leading.Place;
        return drill.Current is { } current && IsHeldBack(current) ? $"grade {current.Grade} stays until five minutes were better" : "";
    }

    // Scoring lets a grade improve only after five better minutes.
    private static bool IsHeldBack(AssetUpdate update) =>
        string.CompareOrdinal(update.Grade, HealthGrades.Letter(HealthGrades.FromIndex(update.HealthIndex))) > 0;

    /// <summary>Sensors at fault, in a few words each.</summary>
    public static IReadOnlyList<string> SensorFaultsOf(DrillCondition drill) =>
        [.. ConditionText.SensorFaults(drill.Latest?.SensorFaults).Select(f => f.Short)];

    private static string LastOf(AssetUpdate last, long nowUnixMicros) => Words.Last(last.Grade, last.FailureMode, last.FailureProbability,
        TimeSpan.FromMicroseconds(nowUnixMicros - Math.Min(last.EventTimeUnixMicros, last.ReceivedUnixMicros)));
}
