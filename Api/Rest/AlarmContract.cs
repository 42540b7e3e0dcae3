using System.Text.Json;
using Maintenance.Core.Alarms;
using Maintenance.Core.Assets;
using Maintenance.Core.Time;

namespace Maintenance.Api.Rest;

/// <summary>One alarm. Unknown values are null.</summary>
/// <param name="Id">Asset and rule: <c>{asset}~{rule}</c>.</param>
/// <param name="Asset">Asset.</param>
/// <param name="Region">Its region; null when it is not registered.</param>
/// <param name="Rig">Its rig.</param>
/// <param name="Rule">Rule.</param>
/// <param name="Title">What it is called.</param>
/// <param name="State">State (ISA-18.2), in snake_case.</param>
/// <param name="Priority"><c>low</c>, <c>medium</c> or <c>high</c>: the greatest that stands, else the last.</param>
/// <param name="HighestSinceAcknowledged">The greatest since the last acknowledgement; null when nothing waits for one.</param>
/// <param name="Level">Level of the rule.</param>
/// <param name="Active">True while its condition stands, silenced or not.</param>
/// <param name="Occurrence">When the condition began; names the occurrence in actions.</param>
/// <param name="Raised">When the alarm was due.</param>
/// <param name="Returned">First reading that no longer showed the condition; null while it stands.</param>
/// <param name="KnownAt">When this occurrence was first known.</param>
/// <param name="Changed">When anything of it last changed.</param>
/// <param name="Late">Already over, or due more than five minutes before, when first known.</param>
/// <param name="Withdrawn">Later data shows that the occurrence never was.</param>
/// <param name="Value">Value at the beginning.</param>
/// <param name="Limit">Limit that it passed.</param>
/// <param name="Because">Why, in words.</param>
/// <param name="AcknowledgedBy">Who acknowledged last.</param>
/// <param name="AcknowledgedAt">When.</param>
/// <param name="ShelvedBy">Who shelved it.</param>
/// <param name="ShelvedUntil">When shelving ends.</param>
/// <param name="ShelveReason">Why.</param>
/// <param name="OutOfServiceBy">Who took it, its asset or its rig out of service.</param>
/// <param name="OutOfServiceUntil">When that ends.</param>
/// <param name="MaskedBy">Rule whose alarm masks it.</param>
/// <param name="FirstInGroup">False when another alarm of its group was first.</param>
/// <param name="Assignee">Who takes care of it.</param>
/// <param name="Comments">Number of comments.</param>
/// <param name="WorkOrder">Work order raised from it.</param>
internal sealed record AlarmContract(
    string Id, string Asset, string? Region, string? Rig, string Rule, string Title, string State, string Priority,
    string? HighestSinceAcknowledged, string? Level, bool Active, DateTime? Occurrence, DateTime? Raised, DateTime? Returned,
    DateTime? KnownAt, DateTime? Changed, bool Late, bool Withdrawn, double? Value, double? Limit, string? Because,
    string? AcknowledgedBy, DateTime? AcknowledgedAt, string? ShelvedBy, DateTime? ShelvedUntil, string? ShelveReason,
    string? OutOfServiceBy, DateTime? OutOfServiceUntil, string? MaskedBy, bool FirstInGroup, string? Assignee, int Comments,
    string? WorkOrder)
{
    public static AlarmContract Of(Alarm alarm, Asset? asset) => new(
        alarm.Id, alarm.Asset, asset?.Region, asset?.Rig, alarm.Rule, alarm.Title, Word(alarm.State), Word(alarm.Priority),
        alarm.HighestSinceAcknowledged is { } highest ? Word(highest) : null, alarm.Level.Length == 0 ? null : alarm.Level, alarm.IsActive,
        Time(alarm.OnsetUnixMicros), Time(alarm.RaisedUnixMicros), Time(alarm.ReturnedUnixMicros), Time(alarm.KnownAtUnixMicros),
        Time(alarm.ChangedUnixMicros), alarm.IsLate, alarm.IsWithdrawn, JsonNumber.Finite(alarm.Value), JsonNumber.Finite(alarm.Limit),
        alarm.Because, alarm.AcknowledgedBy, Time(alarm.AcknowledgedUnixMicros), alarm.ShelvedBy, Time(alarm.ShelvedUntilUnixMicros),
        alarm.ShelveReason, alarm.OutOfServiceBy, Time(alarm.OutOfServiceUntilUnixMicros), alarm.MaskedBy, alarm.IsFirstInGroup,
        alarm.Assignee, alarm.Comments, alarm.WorkOrder);

    public static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    public static DateTime? Time(long unixMicros) => unixMicros == UnixMicros.None ? null : UnixMicros.ToUtc(unixMicros);
}
