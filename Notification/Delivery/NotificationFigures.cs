using System.Diagnostics.Metrics;
using Maintenance.Core.Tables;
using Maintenance.Notification.Planning;
using Maintenance.Notification.Settings;

namespace Maintenance.Notification.Delivery;

/// <summary>Metrics of notification, and what its health says. Threading: any.</summary>
internal sealed class NotificationFigures : IDisposable
{
    private readonly Meter _meter;
    private readonly Counter<long> _messages;
    private readonly Histogram<double> _duration;
    private readonly TimeProvider _clock;
    private volatile IReadOnlyList<string> _problems = [];
    private int _waiting;
    private long _lastUnknown;
    private long _lastGivenUp;
    private volatile string? _lastError;

    public NotificationFigures(IMeterFactory meters, TimeProvider clock)
    {
        _clock = clock;
        _meter = meters.Create("Maintenance.Notification");
        _messages = _meter.CreateCounter<long>("maintenance.notification.messages", "{message}",
            "Attempts to send a message, by way and outcome.");
        _duration = _meter.CreateHistogram<double>("maintenance.notification.duration", "s", "How long an attempt took.");
        _meter.CreateObservableGauge("maintenance.notification.waiting", () => Volatile.Read(ref _waiting), "{row}",
            "Alarms whose message is to be tried again.");
        _meter.CreateObservableGauge("maintenance.notification.active", () => IsActive ? 1 : 0, "{process}",
            "1 in the process that sends.");
    }

    /// <summary>True in the process that sends.</summary>
    public bool IsActive { get; set; }

    /// <summary>Why the last round failed; null when it did not.</summary>
    public string? RoundError { get; set; }

    /// <summary>What of the settings reaches nobody or cannot be read.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>The last answer of a message that was not sent.</summary>
    public string? LastError => _lastError;

    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>When a row was last left unknown; 0: never.</summary>
    public long LastUnknownUnixMicros => Volatile.Read(ref _lastUnknown);

    /// <summary>When a row was last given up; 0: never.</summary>
    public long LastGivenUpUnixMicros => Volatile.Read(ref _lastGivenUp);

    public void Note(NotificationPlan plan, NotificationSettings settings, NotificationLog log)
    {
        _problems = [.. settings.Problems, .. plan.Problems];
        Volatile.Write(ref _waiting, log.Open.Count);
    }

    public void Sent(OutgoingMessage message, DeliveryOutcome outcome, TimeSpan duration)
    {
        var way = KeyValuePair.Create<string, object?>("way", message.Planned.Recipient.Word);
        _messages.Add(1, way, KeyValuePair.Create<string, object?>("outcome", outcome.Kind switch
        {
            DeliveryKind.Sent => "sent",
            DeliveryKind.Failed => "failed",
            DeliveryKind.Refused => "refused",
            _ => "unknown",
        }));
        _duration.Record(duration.TotalSeconds, way);
        if (outcome.Error is not null) _lastError = outcome.Error;
    }

    public void Add(IEnumerable<NotificationRow> rows)
    {
        foreach (var row in rows)
        {
            if (row.State == NotificationStates.Unknown) Volatile.Write(ref _lastUnknown, row.ChangedUnixMicros);
            else if (row.State == NotificationStates.GivenUp) Volatile.Write(ref _lastGivenUp, row.ChangedUnixMicros);
        }
    }

    /// <summary>Now, Unix µs.</summary>
    public long Now => Core.Time.UnixMicros.Now(_clock);

    public void Dispose() => _meter.Dispose();
}
