namespace Maintenance.Dashboard.Live;

/// <summary>The rows of a list of drills that a connection has in sight. Equal windows are shown the same.</summary>
/// <param name="Selection">Drills of the list.</param>
/// <param name="State">The only state, of <see cref="Api.Fleet.DrillStates"/>; null for all.</param>
/// <param name="First">First row, from 0.</param>
/// <param name="Count">Number of rows.</param>
internal sealed record FleetWindow(FleetSelection Selection, string? State, int First, int Count)
{
    /// <summary>Maximum number of rows.</summary>
    public const int MaxCount = 200;
}
