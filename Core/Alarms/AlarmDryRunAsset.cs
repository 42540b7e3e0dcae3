namespace Maintenance.Core.Alarms;

/// <summary>Alarms of one asset.</summary>
/// <param name="Asset">Id.</param>
/// <param name="Alarms">How often the rule would have alarmed, all levels together.</param>
public sealed record AlarmDryRunAsset(string Asset, int Alarms);
