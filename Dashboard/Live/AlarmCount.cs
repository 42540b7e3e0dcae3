using System.Text.Json.Serialization;

namespace Maintenance.Dashboard.Live;

/// <summary>Numbers of open alarms by priority, most urgent first, and how many of them call for somebody.</summary>
public sealed record AlarmCount(int High, int Medium, int Low, int HighCalling, int MediumCalling, int LowCalling)
{
    public static AlarmCount None { get; } = new(0, 0, 0, 0, 0, 0);

    [JsonIgnore] public int Total => High + Medium + Low;

    [JsonIgnore] public int Calling => HighCalling + MediumCalling + LowCalling;

    public static AlarmCount operator +(AlarmCount a, AlarmCount b) => new(a.High + b.High, a.Medium + b.Medium, a.Low + b.Low,
        a.HighCalling + b.HighCalling, a.MediumCalling + b.MediumCalling, a.LowCalling + b.LowCalling);

    public static AlarmCount operator -(AlarmCount a, AlarmCount b) => new(a.High - b.High, a.Medium - b.Medium, a.Low - b.Low,
        a.HighCalling - b.HighCalling, a.MediumCalling - b.MediumCalling, a.LowCalling - b.LowCalling);
}
