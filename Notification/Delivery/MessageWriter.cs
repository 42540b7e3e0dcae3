using System.Globalization;
using Maintenance.Core.Alarms;
using Maintenance.Core.Assets;
using Maintenance.Core.Text;
using Maintenance.Core.Time;
using Maintenance.Notification.Planning;
using Microsoft.Extensions.Options;

namespace Maintenance.Notification.Delivery;

/// <summary>Puts planned messages into words.</summary>
internal sealed class MessageWriter(AssetRegistry assets, IOptions<NotificationOptions> options)
{
    /// <summary>Alarms that a message names at most; the others are counted.</summary>
    public const int MaxNamed = 20;

    private const int MaxSubject = 160;

    public OutgoingMessage Write(PlannedMessage planned, long nowUnixMicros)
    {
        var told = planned.Items.Where(i => i.Row.Asset is not null).Take(MaxNamed).Select(Tell).ToArray();
        return new OutgoingMessage(planned, KindOf(planned), SubjectOf(planned, told), told, nowUnixMicros);
    }

    private static string KindOf(PlannedMessage planned)
    {
        if (planned.Items.Count > 1) return "summary";
        var step = planned.Items[0].Row.Step;
        return step is NotificationSteps.Returned or NotificationSteps.Test ? step
            : NotificationSteps.IsRepeated(step) ? "repetition" : NotificationSteps.LevelOf(step) > 1 ? "escalation" : "alarm";
    }

    private static string SubjectOf(PlannedMessage planned, ToldAlarm[] told)
    {
        if (told.Length == 0) return $"[TEST] Message of route {planned.Route}";
        var (first, count) = (told[0], planned.Items.Count);
        var areOver = planned.Items.All(i => i.Row.Step == NotificationSteps.Returned);
        var mark = areOver ? "OVER" : first.Priority.ToUpperInvariant();
        var more = count > 1 ? $" and {count - 1} more" : "";
        var word = count > 1 ? "" : WordOf(first.Step);
        var subject = PrintableText.Escape($"[{mark}] {first.Asset}: {first.Title}{more}{word}");
        return subject.Length <= MaxSubject ? subject : subject[..(MaxSubject - 1)] + "…";
    }

    /// <summary>What a step adds to a title.</summary>
    public static string WordOf(string step) =>
        step == NotificationSteps.Returned ? " (returned to normal)"
        : NotificationSteps.IsRepeated(step) ? " (still not acknowledged)"
        : NotificationSteps.LevelOf(step) is > 1 and var level
            ? string.Create(CultureInfo.InvariantCulture, $" (not acknowledged, escalated to level {level})") : "";

    private ToldAlarm Tell(PlannedItem item)
    {
        var (row, alarm) = (item.Row, item.Alarm);
        assets.TryGet(row.Asset, out var asset);
        var id = Alarm.IdOf(row.Asset!, row.Rule!);
        var rule = alarm?.Definition;
        return new ToldAlarm
        {
            Id = id,
            Asset = row.Asset!,
            Region = asset?.Region,
            Site = asset?.Site,
            Rig = asset?.Rig,
            Rule = row.Rule!,
            Title = rule?.Title ?? row.Rule!,
            Priority = NotificationSteps.WordOf((AlarmPriority)row.Priority),
            Step = row.Step,
            IsActive = row.Step != NotificationSteps.Returned && alarm is { IsActive: true },
            Onset = UnixMicros.ToUtc(row.OccurrenceUnixMicros),
            Returned = alarm is { IsActive: false, ReturnedUnixMicros: not UnixMicros.None } over
                ? UnixMicros.ToUtc(over.ReturnedUnixMicros) : null,
            Value = Finite(alarm?.Value),
            Limit = Finite(alarm?.Limit),
            Because = alarm?.Because,
            Cause = rule?.Cause,
            Consequence = rule?.Consequence,
            Action = rule?.Action,
            RespondWithinSeconds = rule?.TimeToRespond.TotalSeconds,
            Url = options.Value.BaseUrl is { Length: > 0 } site
                ? $"{site.TrimEnd('/')}/alarms/{Uri.EscapeDataString(id)}" : null,
        };
    }

    private static float? Finite(float? value) => value is { } number && float.IsFinite(number) ? number : null;
}
