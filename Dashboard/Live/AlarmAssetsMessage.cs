namespace Maintenance.Dashboard.Live;

/// <summary>Numbers of open alarms of each drill whose numbers changed.</summary>
/// <param name="ServerTimeUnixMillis">The server's clock.</param>
/// <param name="Assets">By drill.</param>
internal sealed record AlarmAssetsMessage(double ServerTimeUnixMillis, IReadOnlyDictionary<string, AlarmCount> Assets);
