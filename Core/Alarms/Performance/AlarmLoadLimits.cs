namespace Maintenance.Core.Alarms.Performance;

/// <summary>
/// What a good alarm system keeps to. Source: ANSI/ISA-18.2, clause 16, and EEMUA 191, as their public summaries give them.
/// </summary>
public static class AlarmLoadLimits
{
    /// <summary>Alarms per operator hour that are very likely to be acceptable.</summary>
    public const double PerOperatorHour = 6;

    /// <summary>Alarms per operator hour that are the most an operator can manage.</summary>
    public const double MostPerOperatorHour = 12;

    /// <summary>More alarms than this in ten minutes, per operator, are too many at once; a flood begins.</summary>
    public const int PerTenMinutes = 10;

    /// <summary>Share of ten-minute intervals that may have more than <see cref="PerTenMinutes"/>.</summary>
    public const double ShareOverTen = 0.01;

    /// <summary>A flood ends when fewer than this come in ten minutes, per operator.</summary>
    public const int FloodEndsBelow = 5;

    /// <summary>Share of the time that may be flood.</summary>
    public const double FloodShare = 0.01;

    /// <summary>So many of one alarm within <see cref="ChatterWithin"/> are chatter.</summary>
    public const int Chatter = 3;

    /// <summary>See <see cref="Chatter"/>.</summary>
    public static readonly TimeSpan ChatterWithin = TimeSpan.FromMinutes(1);

    /// <summary>An alarm that stood for less is fleeting: it returned before anybody could act.</summary>
    public static readonly TimeSpan Fleeting = TimeSpan.FromSeconds(10);

    /// <summary>An alarm that stands for longer is stale; at exactly this it is not.</summary>
    public static readonly TimeSpan Stale = TimeSpan.FromHours(24);

    /// <summary>Stale alarms at any time must be fewer.</summary>
    public const int StaleBelow = 5;

    /// <summary>Number of alarms whose share of the load is told.</summary>
    public const int BadActors = 10;

    /// <summary>Share of the load that the <see cref="BadActors"/> may have.</summary>
    public const double BadActorsShare = 0.05;

    /// <summary>Share of a priority in a rationalised load.</summary>
    public static double ShareOf(AlarmPriority priority) => priority switch
    {
        AlarmPriority.High => 0.05,
        AlarmPriority.Medium => 0.15,
        _ => 0.80,
    };
}
