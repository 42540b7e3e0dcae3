using Maintenance.Core.Alarms;
using Maintenance.Core.Tables;

namespace Maintenance.Notification.Planning;

/// <summary>
/// What was told: of each alarm the rows of its newest occurrence, and whatever is not finished or of the last day. Threading: one owner.
/// </summary>
internal sealed class NotificationLog
{
    /// <summary>How long messages count for limits and rows for returns.</summary>
    public const long KeptMicros = 7L * 24 * 3600 * 1_000_000;

    private readonly Dictionary<string, List<NotificationRow>> _byAlarm = new(StringComparer.Ordinal);
    private readonly Dictionary<string, NotificationRow> _sending = new(StringComparer.Ordinal);
    private readonly Dictionary<string, NotificationRow> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Route, string Recipient), Dictionary<string, long>> _messages = [];

    public NotificationLog(IReadOnlyList<NotificationRow> rows)
    {
        foreach (var row in rows) Put(row);
    }

    /// <summary>Ids of alarms that something was told of.</summary>
    public IEnumerable<string> Alarms => _byAlarm.Keys;

    /// <summary>Rows that are to be tried or tried again.</summary>
    public IReadOnlyCollection<NotificationRow> Open => _open.Values;

    /// <summary>Rows that a process claimed and has not finished.</summary>
    public IReadOnlyCollection<NotificationRow> Sending => _sending.Values;

    /// <summary>Rows of an alarm.</summary>
    public IReadOnlyList<NotificationRow> Of(string alarm) => _byAlarm.TryGetValue(alarm, out var rows) ? rows : [];

    /// <summary>Adds or replaces a row.</summary>
    public void Put(NotificationRow row)
    {
        if (row.State is NotificationStates.Failed or NotificationStates.Waiting) _open[row.Id] = row;
        else _open.Remove(row.Id);
        if (row.State == NotificationStates.Sending) _sending[row.Id] = row;
        else _sending.Remove(row.Id);
        var key = (row.Route, row.Recipient);
        if (!_messages.TryGetValue(key, out var messages)) _messages[key] = messages = new(StringComparer.Ordinal);
        if (row.Step != NotificationSteps.Test) messages.TryAdd(row.Message, row.CreatedUnixMicros);
        if (row.Asset is null || row.Rule is null) return;
        var alarm = Alarm.IdOf(row.Asset, row.Rule);
        if (!_byAlarm.TryGetValue(alarm, out var rows)) _byAlarm[alarm] = rows = [];
        var place = rows.FindIndex(r => r.Id == row.Id);
        if (place >= 0) rows[place] = row;
        else rows.Add(row);
    }

    /// <summary>When messages were sent to a recipient by a route since a time, ascending.</summary>
    public long[] Recent(string route, string recipient, long sinceUnixMicros) =>
        _messages.TryGetValue((route, recipient), out var messages)
            ? [.. messages.Values.Where(t => t >= sinceUnixMicros).Order()] : [];

    /// <summary>Forgets what no plan asks for any more.</summary>
    public void Forget(long nowUnixMicros)
    {
        var before = nowUnixMicros - KeptMicros;
        foreach (var (key, messages) in _messages.ToArray())
        {
            foreach (var (message, at) in messages.ToArray())
                if (at < before) messages.Remove(message);
            if (messages.Count == 0) _messages.Remove(key);
        }
        foreach (var rows in _byAlarm.Values)
        {
            var newest = rows.Max(r => r.OccurrenceUnixMicros);
            rows.RemoveAll(r => r.OccurrenceUnixMicros < newest && r.CreatedUnixMicros < before && !_open.ContainsKey(r.Id)
                && !_sending.ContainsKey(r.Id));
        }
    }
}
