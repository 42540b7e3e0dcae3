using System.Collections.Concurrent;
using Maintenance.Core.Assets;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Notification.Planning;
using Maintenance.Notification.Settings;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Maintenance.Notification.Delivery;

/// <summary>
/// Sends what is due. A row is claimed in the store before its message is sent and finished after; a claim that its process did not live
/// to finish becomes unknown and is not sent again: nobody is told twice. Of several processes the holder of the lease sends.
/// Threading: rounds one after another; messages are on their way in between.
/// </summary>
internal sealed partial class Notifier(
    IConditionStore store, IAlarmSource alarms, AssetRegistry assets, SettingsStore settingsStore, MessageWriter writer,
    EmailSender email, WebhookSender webhooks, PushSender push, NotificationFigures figures, IOptions<NotificationOptions> options,
    TimeProvider clock, ILogger<Notifier> logger)
    : IDisposable
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly NotifierLease _lease = new(store, options.Value.LeaseFor, clock);
    private readonly NotificationChain _chain = new(store, clock);
    private readonly ConcurrentDictionary<string, Task> _onTheWay = new(StringComparer.Ordinal);
    private readonly Dictionary<string, NotificationRow> _claimed = new(StringComparer.Ordinal);
    private NotificationSettings? _settings;
    private bool _wasActive;
    private long _version = -1;
    private long _next;

    /// <summary>Completes when every message on its way has come to its end.</summary>
    public Task ArrivedAsync() => Task.WhenAll(_onTheWay.Values);

    /// <summary>One look at what is due.</summary>
    /// <exception cref="StoreException">The store did not answer: the next round tries again.</exception>
    public async Task RoundAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            var isActive = await _lease.HoldAsync(cancellationToken);
            figures.IsActive = isActive;
            if (isActive != _wasActive) LogLease(logger, isActive ? "sends" : "does not send: another one does");
            if (isActive && !_wasActive) _next = 0;
            _wasActive = isActive;
            if (isActive) await SendDueAsync(cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Waits for what is on its way, then lets another process send.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await ArrivedAsync().WaitAsync(cancellationToken);
        await _gate.WaitAsync(cancellationToken);
        try
        {
            await _lease.ReleaseAsync(cancellationToken);
            _wasActive = false;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task SendDueAsync(CancellationToken cancellationToken)
    {
        if (await _chain.RefreshAsync(cancellationToken)) _next = 0;
        if (!await SettleAsync(cancellationToken)) return;
        var (settings, version, now) = (await settingsStore.ReadAsync(cancellationToken), alarms.Version, UnixMicros.Now(clock));
        if (ReferenceEquals(settings, _settings) && version == _version && now < _next) return;
        (_settings, _version) = (settings, version);
        _chain.Log.Forget(now);
        var plan = NotificationPlan.Due(new PlanInput(alarms.All, assets, settings, _chain.Log, now));
        _next = plan.NextUnixMicros;
        figures.Note(plan, settings, _chain.Log);
        var due = plan.Messages.Take(Math.Max(0, options.Value.Concurrency - _onTheWay.Count)).ToArray();
        if (due.Length < plan.Messages.Count) _next = 0;
        var messages = due.Select(m => writer.Write(m, now)).ToArray();
        NotificationRow[] claims = [.. messages.SelectMany(m => m.Planned.Items.Select(i => Claim(i.Row, m, now)))];
        if (claims.Length + plan.Dropped.Count == 0) return;
        NotificationRow[] dropped =
            [.. plan.Dropped.Select(r => End(r, NotificationStates.Dropped, "The alarm was over before it could be sent.", now))];
        foreach (var claim in claims) _claimed[claim.Id] = claim;
        var isClaimed = await _chain.CommitAsync([.. claims, .. dropped], cancellationToken);
        _claimed.Clear();
        // So late that another process may have taken the claims for dead: they stay so.
        if (!isClaimed || !_lease.IsHeld) return;
        foreach (var message in messages)
        {
            var own = claims.Where(c => c.Message == message.Planned.Id && c.Recipient == message.Planned.Recipient.ToString()).ToArray();
            var key = $"{message.Planned.Id} {message.Planned.Recipient}";
            var task = Task.Run(() => DeliverAsync(message, own, settings), CancellationToken.None);
            _onTheWay[key] = task;
            _ = task.ContinueWith(_ => _onTheWay.TryRemove(key, out Task? _), TaskScheduler.Default);
        }
    }

    // Claims of a process that is gone: sent or not, nobody knows. Claims of this one whose commit had no answer: not sent.
    private async Task<bool> SettleAsync(CancellationToken cancellationToken)
    {
        var now = UnixMicros.Now(clock);
        NotificationRow[] settled =
        [
            .. _chain.Log.Sending.Where(r => !_onTheWay.ContainsKey($"{r.Message} {r.Recipient}"))
                .Select(r => _claimed.TryGetValue(r.Id, out var own) && own == r
                    ? r with { State = NotificationStates.Waiting, Attempts = r.Attempts - 1, ChangedUnixMicros = now }
                    : End(r, NotificationStates.Unknown, "The process ended before the answer: perhaps sent, not tried again.", now)),
        ];
        if (settled.Length == 0) return true;
        if (!await _chain.CommitAsync(settled, cancellationToken)) return false;
        _claimed.Clear();
        figures.Add(settled);
        _next = 0;
        return true;
    }

    private async Task DeliverAsync(OutgoingMessage message, NotificationRow[] claims, NotificationSettings settings)
    {
        var started = clock.GetTimestamp();
        var outcome = await SendAsync(message, settings);
        figures.Sent(message, outcome, clock.GetElapsedTime(started));
        if (outcome.Kind != DeliveryKind.Sent)
            LogNotSent(logger, message.Planned.Id, message.Planned.Recipient.ToString(), outcome.Kind, outcome.Error);
        var now = UnixMicros.Now(clock);
        NotificationRow[] rows = [.. claims.Select(c => Finish(c, outcome, now))];
        figures.Add(rows);
        await KeepAsync(rows);
    }

    private async Task<DeliveryOutcome> SendAsync(OutgoingMessage message, NotificationSettings settings)
    {
        try
        {
            var (kind, address) = message.Planned.Recipient;
            return kind switch
            {
                RecipientKind.Email => await email.SendAsync(message, CancellationToken.None),
                RecipientKind.Webhook when settings.Webhooks.TryGetValue(address, out var webhook) =>
                    await webhooks.SendAsync(message, webhook, CancellationToken.None),
                RecipientKind.Push when settings.PushKey is { } key && settings.Devices.TryGetValue(address, out var device) =>
                    await push.SendAsync(message, device, key, CancellationToken.None),
                _ => DeliveryOutcome.Refused($"There is no {message.Planned.Recipient} any more, or it was sealed with other keys."),
            };
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            LogBroken(logger, error, message.Planned.Id);
            return DeliveryOutcome.Unknown(error.Message);
        }
    }

    // What was sent must be kept: tried until the store takes it, whoever wrote meanwhile.
    private async Task KeepAsync(NotificationRow[] rows)
    {
        for (var pause = TimeSpan.FromMilliseconds(100); ; pause = pause < TimeSpan.FromSeconds(5) ? pause * 2 : pause)
        {
            await _gate.WaitAsync();
            try
            {
                if (await _chain.CommitAsync(rows, CancellationToken.None))
                {
                    _next = 0;
                    return;
                }
                await _chain.RefreshAsync(CancellationToken.None);
                continue;
            }
            catch (StoreException error) when (error.IsTransient || error.OutcomeUnknown)
            {
                LogNotKept(logger, error);
            }
            finally
            {
                _gate.Release();
            }
            await Task.Delay(pause, clock);
        }
    }

    private static NotificationRow Claim(in NotificationRow row, OutgoingMessage message, long now) => row with
    {
        State = NotificationStates.Sending,
        Attempts = row.Attempts + 1,
        ChangedUnixMicros = now,
        NextAttemptUnixMicros = UnixMicros.None,
        Subject = message.Subject,
        Error = null,
    };

    private NotificationRow Finish(in NotificationRow claim, DeliveryOutcome outcome, long now)
    {
        if (outcome.Kind == DeliveryKind.Sent) return End(claim, NotificationStates.Sent, error: null, now);
        if (outcome.Kind == DeliveryKind.Unknown) return End(claim, NotificationStates.Unknown, outcome.Error, now);
        if (outcome.Kind == DeliveryKind.Refused || claim.Attempts >= options.Value.Attempts)
            return End(claim, NotificationStates.GivenUp, outcome.Error, now);
        var pause = options.Value.RetryAfter * Math.Pow(2, Math.Min(20, claim.Attempts - 1));
        return End(claim, NotificationStates.Failed, outcome.Error, now) with
        {
            NextAttemptUnixMicros = now + UnixMicros.Length(pause < LongestPause ? pause : LongestPause),
        };
    }

    private static NotificationRow End(in NotificationRow row, string state, string? error, long now) =>
        row with { State = state, Error = error, ChangedUnixMicros = now, NextAttemptUnixMicros = UnixMicros.None };

    [LoggerMessage(7000, LogLevel.Information, "Notification: this process {What}")]
    private static partial void LogLease(ILogger logger, string what);

    [LoggerMessage(7001, LogLevel.Warning, "Message {Message} to {Recipient}: {Kind}, {Error}")]
    private static partial void LogNotSent(ILogger logger, string message, string recipient, DeliveryKind kind, string? error);

    [LoggerMessage(7002, LogLevel.Error, "Message {Message} could not be made or sent")]
    private static partial void LogBroken(ILogger logger, Exception exception, string message);

    [LoggerMessage(7003, LogLevel.Warning, "What was sent cannot be stored yet; tried again")]
    private static partial void LogNotKept(ILogger logger, Exception exception);
}
