namespace Maintenance.Dashboard.Live;

/// <summary>What of a fleet is summarised by place.</summary>
internal static class FleetSummary
{
    /// <summary>Maximum number of places, highest risk first: more would be a list, not a summary.</summary>
    public const int MaxPlaces = 12;

    /// <summary>False if there is about one drill per place: the list already shows that.</summary>
    public static bool Summarises(FleetRanking fleet) => fleet.Places.Count > 1 && fleet.Total >= 2 * fleet.Places.Count;
}
