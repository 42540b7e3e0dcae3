namespace Maintenance.Dashboard.Live;

/// <summary>A list of drills, of which the connection has a window.</summary>
/// <param name="ServerTimeUnixMillis">The server's clock, which ages are relative to.</param>
/// <param name="Counts">Drills in each of <see cref="Api.Fleet.DrillStates.All"/>, before the list is cut to a state.</param>
/// <param name="Length">Rows of the list.</param>
/// <param name="First">Row of the first drill in <paramref name="Assets"/>, from 0.</param>
/// <param name="Assets">The drills of the window, by descending risk.</param>
/// <param name="Items">Those of them that changed or are new in it.</param>
/// <param name="Places">Counts by region, or by site of the only region: those a chart shows.</param>
/// <param name="StatesVersion">Differs when any drill's state differs.</param>
internal sealed record FleetListMessage(
    double ServerTimeUnixMillis, int[] Counts, int Length, int First, IReadOnlyList<string> Assets, IReadOnlyList<FleetItem> Items,
    IReadOnlyList<PlaceCount> Places, string StatesVersion);
