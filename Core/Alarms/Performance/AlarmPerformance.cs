using Maintenance.Core.Tables;

namespace Maintenance.Core.Alarms.Performance;

/// <summary>
/// How well alarms serve the operators in a window, as EEMUA 191 and ISA-18.2 measure it. Counts alarms: announced ones, that were and
/// were not over before anybody could know, not masked, shelved or out of service until they were over. Never a correction, an
/// acknowledgement or an event of the system. The same rows and actions give the same figures, in whatever order they arrived.
/// </summary>
public sealed record AlarmPerformance
{
    private const string Judged = "drills_judged";

    /// <summary>The window.</summary>
    public required AlarmWindow Window { get; init; }

    /// <summary>Drills of which something was judged in the window.</summary>
    public required int DrillsJudged { get; init; }

    /// <summary>
    /// False when nothing was judged and nothing is on record: then nothing is known of the alarms, and no figure says that all is well.
    /// </summary>
    public required bool IsKnown { get; init; }

    /// <summary>Announced alarms: the load.</summary>
    public required int Alarms { get; init; }

    /// <summary>Alarms per hour and operator.</summary>
    public required double PerOperatorHour { get; init; }

    /// <summary>Most alarms per operator in one of the window's ten-minute intervals.</summary>
    public required double PeakPerTenMinutes { get; init; }

    /// <summary>Share of these intervals with more than <see cref="AlarmLoadLimits.PerTenMinutes"/> per operator.</summary>
    public required double ShareOverTen { get; init; }

    /// <summary>Number of floods.</summary>
    public required int Floods { get; init; }

    /// <summary>Share of the time that was flood.</summary>
    public required double FloodShare { get; init; }

    /// <summary>The floods with most alarms, at most <see cref="AlarmPerformanceTally.MaxFloods"/>, in order of time.</summary>
    public required IReadOnlyList<AlarmFlood> WorstFloods { get; init; }

    /// <summary>Alarms of one asset and rule that came <see cref="AlarmLoadLimits.Chatter"/> times within a minute.</summary>
    public required int Chattering { get; init; }

    /// <summary>Alarms that stood for less than <see cref="AlarmLoadLimits.Fleeting"/>.</summary>
    public required int Fleeting { get; init; }

    /// <summary>
    /// Alarms that stood for longer than <see cref="AlarmLoadLimits.Stale"/> without being silenced, within or up to
    /// some moment of the window.
    /// </summary>
    public required int Stale { get; init; }

    /// <summary>Alarms standing at the end.</summary>
    public required int StandingAtEnd { get; init; }

    /// <summary>The alarms that came most often, at most <see cref="AlarmLoadLimits.BadActors"/>.</summary>
    public required IReadOnlyList<BadActor> BadActors { get; init; }

    /// <summary>Their share of the load; null without one.</summary>
    public required double? BadActorsShare { get; init; }

    /// <summary>The load by priority, high first.</summary>
    public required IReadOnlyList<PriorityShare> Priorities { get; init; }

    /// <summary>From announcement to the first acknowledgement before the end of the window, or the alarm's next announcement.</summary>
    public required DurationFigures ToAcknowledge { get; init; }

    /// <summary>Alarms without one.</summary>
    public required int Unacknowledged { get; init; }

    /// <summary>From announcement to the return to normal.</summary>
    public required DurationFigures ToClear { get; init; }

    /// <summary>How often a higher level joined a standing alarm: the same alarm, announced again.</summary>
    public required int Escalations { get; init; }

    /// <summary>Alarms that called nobody: over before they could be known.</summary>
    public required int OverWhenKnown { get; init; }

    /// <summary>Masked by a parent until they were over.</summary>
    public required int Masked { get; init; }

    /// <summary>Shelved until they were over.</summary>
    public required int Shelved { get; init; }

    /// <summary>Out of service until they were over.</summary>
    public required int OutOfService { get; init; }

    /// <summary>What was said to begin in the window and never was.</summary>
    public required int Withdrawn { get; init; }

    /// <summary>The figures of rows that fit into memory; of more, feed an <see cref="AlarmPerformanceTally"/> asset by asset.</summary>
    /// <param name="events">All rows of alarms that stand or stood in the window, what is out of date included, in any order.</param>
    /// <param name="actions">Operators' actions on them until the window's end, in any order.</param>
    /// <param name="window">The window.</param>
    /// <param name="rulesOf">The rules of an asset, for masks and advice.</param>
    /// <param name="drillsJudged"><see cref="DrillsJudged"/>.</param>
    public static AlarmPerformance Of(
        IEnumerable<AlarmEventRow> events, IEnumerable<OperatorActionRow> actions, AlarmWindow window,
        Func<string, IReadOnlyList<AlarmRulePeriod>> rulesOf, int drillsJudged)
    {
        var done = actions.ToLookup(a => a.Asset, StringComparer.Ordinal);
        var tally = new AlarmPerformanceTally(window) { DrillsJudged = drillsJudged };
        foreach (var asset in events.GroupBy(e => e.Asset, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
            tally.Add(asset.Key, [.. asset], done[asset.Key], rulesOf(asset.Key));
        return tally.Figures();
    }

    /// <summary>The figures beside what the standards allow; without values when <see cref="IsKnown"/> is false.</summary>
    public IReadOnlyList<AlarmFigure> Figures() =>
        IsKnown ? Known() : [.. Known().Select(f => f.Name == Judged ? f : f with { Value = null, IsMet = null })];

    private IReadOnlyList<AlarmFigure> Known() =>
    [
        new(Judged, DrillsJudged, Limit: null, IsMet: null),
        new("alarms", Alarms, Limit: null, IsMet: null),
        new("per_operator_hour", PerOperatorHour, "at most 6", PerOperatorHour <= AlarmLoadLimits.PerOperatorHour),
        new("peak_per_ten_minutes", PeakPerTenMinutes, "at most 10", PeakPerTenMinutes <= AlarmLoadLimits.PerTenMinutes),
        new("share_over_ten", ShareOverTen, "below 0.01", ShareOverTen < AlarmLoadLimits.ShareOverTen),
        new("floods", Floods, Limit: null, IsMet: null),
        new("flood_share", FloodShare, "below 0.01", FloodShare < AlarmLoadLimits.FloodShare),
        new("chattering", Chattering, "0", Chattering == 0),
        new("fleeting", Fleeting, "0", Fleeting == 0),
        new("stale", Stale, "below 5", Stale < AlarmLoadLimits.StaleBelow),
        new("bad_actors_share", BadActorsShare, "at most 0.05", Kept(BadActorsShare)),
        .. Priorities.Select(p => new AlarmFigure($"share_{p.Priority.ToString().ToLowerInvariant()}", p.Share,
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"about {p.Target:0.00}"), IsMet: null)),
        new("acknowledged", ToAcknowledge.Count, Limit: null, IsMet: null),
        new("unacknowledged", Unacknowledged, Limit: null, IsMet: null),
        new("acknowledge_median_seconds", ToAcknowledge.MedianSeconds, Limit: null, IsMet: null),
        new("acknowledge_p90_seconds", ToAcknowledge.P90Seconds, Limit: null, IsMet: null),
        new("clear_median_seconds", ToClear.MedianSeconds, Limit: null, IsMet: null),
        new("clear_p90_seconds", ToClear.P90Seconds, Limit: null, IsMet: null),
        new("standing_at_end", StandingAtEnd, Limit: null, IsMet: null),
        new("escalations", Escalations, Limit: null, IsMet: null),
        new("over_when_known", OverWhenKnown, Limit: null, IsMet: null),
        new("masked", Masked, Limit: null, IsMet: null),
        new("shelved", Shelved, Limit: null, IsMet: null),
        new("out_of_service", OutOfService, Limit: null, IsMet: null),
        new("withdrawn", Withdrawn, Limit: null, IsMet: null),
    ];

    private static bool? Kept(double? badActorsShare) => badActorsShare is { } share ? share <= AlarmLoadLimits.BadActorsShare : null;
}
