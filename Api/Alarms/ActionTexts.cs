using System.Text.Json;
using Maintenance.Core.Alarms;
using Maintenance.Core.Time;

namespace Maintenance.Api.Alarms;

/// <summary>Refusals of actions in words.</summary>
internal static class ActionTexts
{
    public static string Name(AlarmRefusal refusal) => JsonNamingPolicy.SnakeCaseLower.ConvertName(refusal.ToString());

    public static string Why(AlarmRefusal refusal, AlarmStatus status) => refusal switch
    {
        AlarmRefusal.Stands => "The alarm stands; it can be reset once it has returned to normal and is acknowledged.",
        AlarmRefusal.StandsNot => "The alarm does not stand.",
        AlarmRefusal.NothingWaits => "Nothing of the alarm waits for acknowledgement.",
        AlarmRefusal.AlreadyAcknowledged => $"Already acknowledged by {status.AcknowledgedBy} at {At(status.AcknowledgedUnixMicros)}.",
        AlarmRefusal.NotAcknowledged => "The alarm must be acknowledged first.",
        AlarmRefusal.OlderOccurrence => $"You saw an older occurrence: the alarm came again at {At(status.OnsetUnixMicros)}.",
        AlarmRefusal.PriorityRose => "You saw a lower priority: it is now "
            + $"{status.HighestSinceAcknowledged?.ToString().ToLowerInvariant()}.",
        AlarmRefusal.NotLatched => "The alarm does not wait for a reset.",
        AlarmRefusal.Shelved => $"The alarm is shelved by {status.Shelving?.By} until {At(status.Shelving?.UntilUnixMicros)}.",
        AlarmRefusal.NotShelved => "The alarm is not shelved.",
        AlarmRefusal.Suppressed => status.MaskedBy is { } parent ? $"The alarm is masked by {parent}."
            : "The alarm is suppressed by design.",
        AlarmRefusal.OutOfService => $"The alarm is out of service by {(status.OutOfService ?? status.Maintenance)?.By}.",
        AlarmRefusal.InService => "The alarm is in service.",
        AlarmRefusal.Maintained => $"Its asset or rig is under maintenance by {status.Maintenance?.By}: end that.",
        _ => Name(refusal),
    };

    private static string At(long? unixMicros) => unixMicros is null or UnixMicros.None ? "an unknown time"
        : UnixMicros.ToUtc(unixMicros.Value).ToString("yyyy-MM-dd HH:mm:ss 'UTC'", System.Globalization.CultureInfo.InvariantCulture);
}
