namespace Maintenance.Api.Fleet;

/// <summary>
/// The states by which people filter and sort a fleet, each drill in one: a grade that asks for action, a sensor fault, no grade, a good
/// grade, no data. The client has the same (<c>client/states.ts</c>).
/// </summary>
public static class DrillStates
{
    /// <summary>A sensor is at fault, and no grade asks for action.</summary>
    public const string SensorFault = "sensor";

    /// <summary>There is data, and no grade.</summary>
    public const string NotAssessed = "unassessed";

    /// <summary>There has never been data.</summary>
    public const string NoData = "none";

    /// <summary>All, in the order of a list: what needs a person comes first.</summary>
    public static IReadOnlyList<string> All { get; } = ["D", "C", SensorFault, NotAssessed, "B", "A", NoData];

    /// <summary>The state of a drill.</summary>
    /// <param name="hasData">There has been data.</param>
    /// <param name="grade">A to D as shown; null without one.</param>
    /// <param name="hasSensorFault">A sensor is at fault.</param>
    public static string Of(bool hasData, string? grade, bool hasSensorFault) => (hasData, grade, hasSensorFault) switch
    {
        (_, "D" or "C", _) => grade,
        (_, _, true) => SensorFault,
        (_, "A" or "B", _) => grade,
        (true, _, _) => NotAssessed,
        _ => NoData,
    };

    /// <summary>Place in a list: grades that ask for action share one, good grades another; within one, health decides.</summary>
    public static int RankOf(string state) => state switch
    {
        "D" or "C" => 0,
        SensorFault => 1,
        NotAssessed => 2,
        "B" or "A" => 3,
        _ => 4,
    };
}
