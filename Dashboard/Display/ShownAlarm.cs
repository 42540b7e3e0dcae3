using Maintenance.Core.Alarms;
using Maintenance.Core.Assets;
using Maintenance.Core.Time;

namespace Maintenance.Dashboard.Display;

/// <summary>
/// An alarm as lists show it, in a person's words, units and zone. The hub sends the same record, so that a row rendered here and one that
/// the client fills in are equal.
/// </summary>
/// <param name="Id"><see cref="Alarm.Id"/>.</param>
/// <param name="Version"><see cref="Alarm.Version"/>.</param>
/// <param name="Token">What an action on it names: id, occurrence and priority as this person saw them.</param>
/// <param name="Priority"><see cref="AlarmPriority"/> as a number.</param>
/// <param name="PriorityText">The same in words.</param>
/// <param name="State">State as stored.</param>
/// <param name="StateText">State in words.</param>
/// <param name="IsCalling">True while it calls for somebody.</param>
/// <param name="IsFirst">True when it was the first of its group.</param>
/// <param name="OnsetUnixMillis">When the condition began; null when it never did.</param>
/// <param name="Since">The same as text.</param>
/// <param name="Title">What it is.</param>
/// <param name="Asset">Drill.</param>
/// <param name="Region">Its region; empty when it is not registered.</param>
/// <param name="Rig">Its rig.</param>
/// <param name="Value">Value against limit.</param>
/// <param name="Acknowledged">Who acknowledged it, and when.</param>
/// <param name="Note">What else matters: late, withdrawn, shelved, masked, assigned.</param>
public sealed record ShownAlarm(
    string Id, long Version, string Token, int Priority, string PriorityText, string State, string StateText, bool IsCalling, bool IsFirst,
    double? OnsetUnixMillis, string Since, string Title, string Asset, string Region, string Rig, string Value, string Acknowledged,
    string Note)
{
    public static ShownAlarm Of(Alarm alarm, Asset? asset, UserPreferences preferences) => new(
        alarm.Id, alarm.Version, AlarmToken.Of(alarm), (int)alarm.Priority, AlarmWords.Priority(alarm.Priority),
            AlarmWords.Key(alarm.State),
        AlarmWords.State(alarm.State), AlarmWords.IsCalling(alarm.State), IsFirstOut(alarm),
        alarm.OnsetUnixMicros == UnixMicros.None ? null : alarm.OnsetUnixMicros / 1000.0, TimeOf(alarm.OnsetUnixMicros, preferences),
        alarm.Title, alarm.Asset, asset?.Region ?? "", asset?.Rig ?? "", ValueOf(alarm, preferences), AcknowledgedOf(alarm, preferences),
        string.Join(" · ", Notes(alarm, preferences)));

    /// <summary>Value against limit, in the person's units.</summary>
    public static string ValueOf(Alarm alarm, UserPreferences preferences) =>
        ShownSignal.Of(alarm.Definition, alarm.Level, preferences.Units)?.Compare(alarm.Value, alarm.Limit) ?? "";

    /// <summary>True when it is the first of a group that has others.</summary>
    public static bool IsFirstOut(Alarm alarm) => alarm.IsFirstOut;

    private static string AcknowledgedOf(Alarm alarm, UserPreferences preferences) => alarm.AcknowledgedBy is { } by
        ? alarm.AcknowledgedUnixMicros == UnixMicros.None ? by : $"{by}, {TimeOf(alarm.AcknowledgedUnixMicros, preferences)}" : "";

    private static IEnumerable<string> Notes(Alarm alarm, UserPreferences preferences)
    {
        var times = $"happened {TimeOf(alarm.OnsetUnixMicros, preferences)}, known {TimeOf(alarm.KnownAtUnixMicros, preferences)}";
        if (alarm.IsWithdrawn) yield return $"withdrawn: {alarm.Because ?? "later data shows that it never was"} ({times})";
        else if (alarm.IsLate) yield return $"late: {times}";
        if (alarm.ShelvedBy is { } by)
            yield return $"shelved by {by} until {TimeOf(alarm.ShelvedUntilUnixMicros, preferences)}"
                + $"{(alarm.IsShelvedOnce ? " or its return" : "")}: {alarm.ShelveReason}";
        if (alarm.OutOfServiceBy is { } who)
            yield return alarm.OutOfServiceUntilUnixMicros == UnixMicros.None
                ? $"out of service by {who}" : $"out of service by {who} until {TimeOf(alarm.OutOfServiceUntilUnixMicros, preferences)}";
        if (alarm.MaskedBy is { } parent) yield return $"masked by {parent}";
        if (IsFirstOut(alarm)) yield return "first of its group";
        if (alarm.HighestSinceAcknowledged is { } highest && highest > alarm.Priority) yield return $"was {AlarmWords.Priority(highest)}";
        if (alarm.ReturnedUnixMicros != UnixMicros.None
            && !alarm.IsActive) yield return $"over {TimeOf(alarm.ReturnedUnixMicros, preferences)}";
        if (alarm.Assignee is { } assignee) yield return $"assigned to {assignee}";
        if (alarm.WorkOrder is { } order) yield return $"work order {order}";
        if (alarm.Comments > 0) yield return alarm.Comments == 1 ? "1 comment" : $"{alarm.Comments} comments";
    }

    private static string TimeOf(long unixMicros, UserPreferences preferences) =>
        UnixMicros.TryToUtc(unixMicros, out var time) ? preferences.ShortTime(time) : "–";
}
