using Maintenance.Core.Time;
using Maintenance.Simulator.Physics;
using Microsoft.Extensions.Logging;

namespace Maintenance.Simulator.Edge;

/// <summary>
/// The edge computers of all drills in a process: every second each drill's block goes into the outbox and is sent to Ingest until it
/// is acknowledged. Records unacknowledged for too long, or in flight when a connection broke, are sent again, marked historical.
/// Threading: <see cref="RunAsync"/> is one loop that owns outbox and transport; nothing else touches them.
/// </summary>
internal sealed partial class EdgeAgent(
    SimulatedFleet fleet, Outbox outbox, IEdgeTransport transport, LinkFaults link, EdgeAgentOptions options, TimeProvider clock,
    ILogger logger)
{
    private const long MicrosPerSecond = 1_000_000;
    private const int MaxBlocksPerRound = 400;

    /// <summary>A record first sent later than this after its event time is marked historical.</summary>
    private const long LateMicros = 5 * MicrosPerSecond;

    /// <summary>
    /// How long a record waits to be overtaken: until the next block exists, two seconds after its own start.
    /// </summary>
    private const long OvertakenMicros = 2_300_000;

    private readonly long[] _nextBlock = new long[fleet.Assets.Count];
    private long _clockOffset;
    private long _began;
    private long _end = long.MaxValue;
    private bool _connectedBefore;
    private int _firstAsset;
    private long _reported;

    /// <summary>Called from the loop every <see cref="ReportInterval"/>; null = never.</summary>
    public Action<EdgeReport>? ReportDue { get; set; }

    /// <summary>Time between reports.</summary>
    public TimeSpan ReportInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>What was sent so far. Call from the loop or after it.</summary>
    public EdgeReport Report() => new(outbox.Epoch,
        [.. outbox.Assets.Select(a => new EdgeReport.Account(a.Asset, a.Next, a.AcknowledgedReadings, a.RejectedReadings, a.Pending))]);

    /// <summary>
    /// Runs until cancelled or until the whole length is measured, then waits up to the drain timeout for acknowledgements.
    /// </summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Begin();
        using var timer = new PeriodicTimer(options.RoundInterval, clock);
        try
        {
            while (!IsMeasured && await timer.WaitForNextTickAsync(cancellationToken)) Round(measure: true);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The end of measuring.
        }
        var stopped = clock.GetTimestamp();
        while (clock.GetElapsedTime(stopped) < options.DrainTimeout && !Report().IsSettled
            && await timer.WaitForNextTickAsync(CancellationToken.None))
            Round(measure: false);
        var report = Report();
        LogStopped(logger, report.Readings, report.Acknowledged, report.Assets.Sum(a => (long)a.PendingRecords));
    }

    /// <summary>Connects and starts the first block at the current whole second.</summary>
    internal void Begin()
    {
        transport.Start();
        if (options.StartUnixMicros is { } start) _clockOffset = start - NowMicros();
        _began = UnixMicros.Now(clock);
        var first = NowMicros() / MicrosPerSecond * MicrosPerSecond;
        Array.Fill(_nextBlock, first);
        if (options.Length is { } length) _end = first + (long)Math.Ceiling(length.TotalSeconds) * MicrosPerSecond;
    }

    /// <summary>One round: settle, measure, send.</summary>
    internal void Round(bool measure)
    {
        HandleEvents();
        if (measure) Measure();
        Send();
        if (ReportDue is null || clock.GetElapsedTime(_reported) < ReportInterval) return;
        _reported = clock.GetTimestamp();
        ReportDue(Report());
    }

    private bool IsMeasured => Array.TrueForAll(_nextBlock, next => next >= _end);

    private long NowMicros()
    {
        var now = UnixMicros.Now(clock);
        var passed = _began == 0 ? 0 : now - _began;
        var time = now + _clockOffset + (long)(passed * (options.Speed - 1));
        return options.StopsAtNow ? Math.Min(time, now) : time;
    }

    private void HandleEvents()
    {
        while (transport.Events.TryRead(out var happened))
        {
            if (happened.Kind == EdgeEvent.EventKind.Connected)
            {
                if (_connectedBefore) outbox.Requeue();
                _connectedBefore = true;
                continue;
            }
            if (happened.Acknowledgement is not { } acknowledgement || acknowledgement.Epoch != outbox.Epoch) continue;
            foreach (var (first, last) in acknowledgement.Ranges) outbox.Settle(happened.Asset, first, last, rejected: false);
            foreach (var (first, last, reason) in acknowledgement.Rejected)
                if (outbox.Settle(happened.Asset, first, last, rejected: true) > 0)
                    LogRejected(logger, outbox.Assets[happened.Asset].Asset, first, last, reason);
        }
    }

    // A block is due when its second is over. If the outbox is full, it is measured in a later round: blocks are pure functions of time.
    private void Measure()
    {
        var now = Math.Min(NowMicros(), _end);
        var budget = MaxBlocksPerRound;
        for (var asset = 0; asset < _nextBlock.Length; asset++)
        {
            while (_nextBlock[asset] + MicrosPerSecond <= now && budget-- > 0)
            {
                if (outbox.IsFull) return;
                var block = fleet.GenerateBlock(asset, _nextBlock[asset]);
                var skew = link.ClockSkewMicros(asset);
                if (skew != 0) block = block.Shifted(skew);
                outbox.Add(asset, block);
                _nextBlock[asset] += MicrosPerSecond;
            }
        }
    }

    private void Send()
    {
        if (!transport.IsReady) return;
        var second = NowMicros() / MicrosPerSecond;
        // Start with a different drill each time, so that a slow link serves all of them equally.
        _firstAsset = (_firstAsset + 1) % outbox.Assets.Count;
        for (var i = 0; i < outbox.Assets.Count; i++)
        {
            var asset = (_firstAsset + i) % outbox.Assets.Count;
            if (!link.IsUp(asset, second)) continue;
            if (!SendOverdue(asset) || !SendNew(asset)) break;
        }
        transport.Flush();
    }

    private bool SendOverdue(int asset)
    {
        var queue = outbox.Assets[asset];
        for (var count = queue.InFlight.Count; count > 0
            && clock.GetElapsedTime(queue.InFlight.First!.Value.SentTimestamp) >= options.AcknowledgeTimeout; count--)
        {
            var node = queue.InFlight.First!;
            node.Value.MarkHistorical();
            if (!transport.TrySend(asset, node.Value.Record)) return false;
            queue.InFlight.Remove(node);
            Sent(queue, node);
        }
        return true;
    }

    private bool SendNew(int asset)
    {
        var queue = outbox.Assets[asset];
        while (queue.InFlight.Count < options.MaxInFlightPerDrill && queue.Unsent.First is { } node)
        {
            var age = NowMicros() - node.Value.EventTimeUnixMicros;
            if (node.Value.SendCount == 0 && age < OvertakenMicros && link.IsOvertaken(asset, node.Value.First))
            {
                if (node.Next is not { } next) return true;
                node = next;
            }
            var entry = node.Value;
            if (age > LateMicros) entry.MarkHistorical();
            if (!transport.TrySend(asset, entry.Record)) return false;
            if (link.IsDuplicated(asset, entry.First)) transport.TrySend(asset, entry.Record);
            queue.Unsent.Remove(node);
            Sent(queue, node);
        }
        return true;
    }

    private void Sent(AssetOutbox queue, LinkedListNode<OutboxEntry> node)
    {
        node.Value.SentTimestamp = clock.GetTimestamp();
        node.Value.SendCount++;
        queue.InFlight.AddLast(node);
    }

    [LoggerMessage(1101, LogLevel.Information, "Simulator stopped: {Readings} readings measured, {Acknowledged} acknowledged, {Pending} "
        + "records still held")]
    private static partial void LogStopped(ILogger logger, long readings, long acknowledged, long pending);

    [LoggerMessage(1102, LogLevel.Warning, "Readings {First}-{Last} of {Asset} were rejected: {Reason}")]
    private static partial void LogRejected(ILogger logger, string asset, long first, long last, string reason);
}
