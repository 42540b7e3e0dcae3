namespace Maintenance.Core.WorkOrders;

/// <summary>What the finding of a work order says of what was suspected.</summary>
public static class FindingOutcomes
{
    /// <summary>The suspected failure mode was there; where none was suspected, a fault was.</summary>
    public const string Confirmed = "confirmed";

    /// <summary>Another failure mode was there.</summary>
    public const string AnotherMode = "another_mode";

    /// <summary>Nothing was wrong.</summary>
    public const string NothingFound = "nothing_found";

    /// <summary>Nobody looked: says nothing of the alarm.</summary>
    public const string NotInspected = "not_inspected";

    /// <summary>All.</summary>
    public static IReadOnlyList<string> All { get; } = [Confirmed, AnotherMode, NothingFound, NotInspected];
}
