namespace Maintenance.Api.Alarms;

/// <summary>Section <c>Alarms</c>.</summary>
public sealed class AlarmOptions
{
    public const string SectionName = "Alarms";

    /// <summary>Longest time that an alarm may be shelved.</summary>
    public TimeSpan MaxShelving { get; set; } = TimeSpan.FromHours(12);

    /// <summary>How long the alarm engine may judge nothing before alarms count as missing.</summary>
    public TimeSpan SilentAfter { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long an alarm that has returned to normal waits for acknowledgement.</summary>
    public TimeSpan KeepReturned { get; set; } = TimeSpan.FromDays(30);
}
