namespace Maintenance.Dashboard.Live;

/// <summary>Numbers of open alarms of each drill whose numbers changed.</summary>
/// <param name="ServerTimeUnixMillis">The server's clock.</param>
/// <param name="Assets">By drill, those that changed.</param>
/// <param name="Regions">By region, all of them.</param>
internal sealed record AlarmAssetsMessage(
    double ServerTimeUnixMillis, IReadOnlyDictionary<string, AlarmCount> Assets, IReadOnlyDictionary<string, AlarmCount> Regions);
