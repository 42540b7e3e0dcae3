using Maintenance.Core.Alarms;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Notification.Settings;

namespace Maintenance.Notification.Planning;

/// <summary>What a route tells now. Collects what is due by recipient, then makes one message of each recipient's.</summary>
/// <param name="input">What the plan follows from.</param>
/// <param name="route">The route.</param>
/// <param name="planned">Ids of rows that this plan tells already, over all routes: one recipient is told once.</param>
internal sealed class RoutePlan(PlanInput input, NotificationRoute route, HashSet<string> planned)
{
    // A rota may begin, or be mended.
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMinutes(1);

    private readonly Dictionary<Recipient, List<PlannedItem>> _items = [];
    private readonly Dictionary<Recipient, long> _due = [];
    private readonly HashSet<string> _problems = new(StringComparer.Ordinal);
    private readonly long _now = input.NowUnixMicros;

    public IEnumerable<string> Problems => _problems;

    public long NextUnixMicros { get; private set; } = long.MaxValue;

    /// <summary>
    /// Adds what is due of an alarm that may be told: steps in turn, each counted from when the one before was told, then repetitions.
    /// </summary>
    public void Add(Alarm alarm)
    {
        var priority = NotificationPlan.PriorityOf(alarm);
        if (priority < route.PriorityAtLeast) return;
        input.Assets.TryGet(alarm.Asset, out var asset);
        if (!route.Covers(asset, alarm.Rule)) return;
        // An occurrence that began while this one stands is this one: late data moved its onset back.
        NotificationRow[] told = [.. input.Log.Of(alarm.Id).Where(r =>
            r.OccurrenceUnixMicros >= alarm.OnsetUnixMicros && r.State != NotificationStates.Dropped)];
        var (reached, toldAt) = (0, UnixMicros.None);
        for (var i = 0; i < route.Steps.Count; i++)
        {
            var (step, word) = (route.Steps[i], NotificationSteps.Of(priority, i + 1));
            var due = alarm.KnownAtUnixMicros + UnixMicros.Length(step.After);
            if (i > 0) due = Math.Max(due, toldAt + UnixMicros.Length(step.After - route.Steps[i - 1].After));
            if (!IsDue(ref due, priority)) break;
            foreach (var target in step.To) Add(alarm, priority, word, target, due, told);
            if ((First(told, word, isOwn: true) ?? First(told, word, isOwn: false)) is not { } at) break;
            (reached, toldAt) = (i + 1, at);
        }
        if (reached > 0) AddRepetition(alarm, priority, reached, told);
    }

    /// <summary>Adds returns to normal, to those who were told of the alarm by this route.</summary>
    public void AddReturned(Dictionary<string, Alarm> alarms)
    {
        foreach (var id in input.Log.Alarms)
        {
            var alarm = alarms.GetValueOrDefault(id);
            var told = input.Log.Of(id).Where(r => r.Route == route.Name && r.CreatedUnixMicros >= _now - NotificationLog.KeptMicros
                && r.State is NotificationStates.Sent or NotificationStates.Unknown && r.Step != NotificationSteps.Returned).ToArray();
            if (told.Length == 0) continue;
            var occurrence = told.Max(r => r.OccurrenceUnixMicros);
            if (alarm is { IsActive: true } && alarm.OnsetUnixMicros <= occurrence) continue;
            foreach (var row in told.Where(r => r.OccurrenceUnixMicros == occurrence).DistinctBy(r => r.Recipient))
            {
                var due = Math.Max(row.ChangedUnixMicros, alarm?.ChangedUnixMicros ?? 0);
                var priority = (AlarmPriority)row.Priority;
                if (IsDue(ref due, priority))
                    Add(NewRow(row.Asset!, row.Rule!, occurrence, NotificationSteps.Returned, Recipient.Of(row.Recipient), row.Target,
                        priority), alarm, due, input.Log.Of(id));
            }
        }
    }

    /// <summary>One message for each recipient whose group has waited long enough, and who was not told too often lately.</summary>
    public IEnumerable<PlannedMessage> Messages()
    {
        foreach (var (recipient, items) in _items)
        {
            var at = _due[recipient] + UnixMicros.Length(route.GroupWait);
            var recent = input.Log.Recent(route.Name, recipient.ToString(), _now - UnixMicros.Length(route.Within) + 1);
            if (recent.Length >= route.MessagesAtMost)
                at = Math.Max(at, recent[^route.MessagesAtMost] + UnixMicros.Length(route.Within));
            if (at > _now)
            {
                NextUnixMicros = Math.Min(NextUnixMicros, at);
                continue;
            }
            var message = NotificationSteps.MessageOf(items.Select(i => i.Row.Id));
            yield return new PlannedMessage(message, recipient,
                NotificationPlan.Ordered(items.Select(i => i with { Row = i.Row with { Message = message } })));
        }
    }

    private void AddRepetition(Alarm alarm, AlarmPriority priority, int level, NotificationRow[] told)
    {
        if ((route.Repeat ?? alarm.Definition.ReAlarmAfter) is not { } every) return;
        var step = NotificationSteps.Of(priority, level);
        RouteTarget[] targets = [.. route.Steps.Take(level).SelectMany(s => s.To).DistinctBy(t => t.ToString())];
        var (times, last) = (0, (First(told, step, isOwn: true) ?? First(told, step, isOwn: false))!.Value);
        while (First(told, NotificationSteps.Repeated(step, times + 1), isOwn: true) is { } at) (times, last) = (times + 1, at);
        if (times >= route.RepeatAtMost) return;
        var due = last + UnixMicros.Length(every);
        if (!IsDue(ref due, priority)) return;
        foreach (var target in targets) Add(alarm, priority, NotificationSteps.Repeated(step, times + 1), target, due, told);
    }

    private void Add(Alarm alarm, AlarmPriority priority, string step, RouteTarget target, long due, NotificationRow[] told)
    {
        var name = target.ToString();
        if (told.Any(r => r.Step == step && r.Target == name)) return;
        var recipients = input.Settings.Resolve(target, _now);
        if (recipients.Count == 0)
        {
            _problems.Add(target.Push is null ? $"Route {route.Name} tells {name}, where nobody is on call: check the rota."
                : $"Route {route.Name} tells {target.Push}, who has switched notifications on on no device.");
            NextUnixMicros = Math.Min(NextUnixMicros, _now + UnixMicros.Length(AskAgainAfter));
        }
        foreach (var recipient in recipients)
            Add(NewRow(alarm.Asset, alarm.Rule, alarm.OnsetUnixMicros, step, recipient, name, priority), alarm, due, told);
    }

    private void Add(in NotificationRow row, Alarm? alarm, long due, IReadOnlyList<NotificationRow> told)
    {
        var (step, to, id) = (row.Step, row.Recipient, row.Id);
        var isReturn = step == NotificationSteps.Returned;
        if (told.Any(r => isReturn ? r.Id == id : r.Step == step && r.Recipient == to) || !planned.Add(id)) return;
        var recipient = Recipient.Of(to);
        if (!_items.TryGetValue(recipient, out var items)) _items[recipient] = items = [];
        items.Add(new PlannedItem(row, alarm));
        _due[recipient] = Math.Min(due, _due.GetValueOrDefault(recipient, long.MaxValue));
    }

    // Quiet hours defer what is due in them, and what could not be told before they began.
    private bool IsDue(ref long due, AlarmPriority priority)
    {
        if (route.QuietHours is { } quiet)
        {
            due = quiet.Defer(due, priority);
            if (due <= _now && quiet.Defer(_now, priority) is var end && end > _now) due = end;
        }
        if (due <= _now) return true;
        NextUnixMicros = Math.Min(NextUnixMicros, due);
        return false;
    }

    // When a step was first told: by this route, or by any, as a recipient of both is told once.
    private long? First(NotificationRow[] told, string step, bool isOwn)
    {
        long? first = null;
        foreach (var row in told)
            if (row.Step == step && (!isOwn || row.Route == route.Name) && (first is null || row.CreatedUnixMicros < first))
                first = row.CreatedUnixMicros;
        return first;
    }

    private NotificationRow NewRow(
        string asset, string rule, long occurrence, string step, Recipient recipient, string target, AlarmPriority priority) => new()
        {
            Id = NotificationSteps.IdOf(asset, rule, occurrence, step, recipient.ToString()),
            Message = "",
            Asset = asset,
            Rule = rule,
            OccurrenceUnixMicros = occurrence,
            Step = step,
            Recipient = recipient.ToString(),
            Target = target,
            Route = route.Name,
            Priority = (int)priority,
            State = NotificationStates.Sending,
            Attempts = 0,
            CreatedUnixMicros = _now,
            ChangedUnixMicros = _now,
            NextAttemptUnixMicros = UnixMicros.None,
            Subject = null,
            Error = null,
        };
}
