using System.Runtime.InteropServices;
using Maintenance.Core.Telemetry;
using Maintenance.Simulator.Player;

namespace Maintenance.Host.Replay;

/// <summary>Plays one recording into a target, skipping what is already stored.</summary>
internal sealed class ReplayRun(IRecordedSource source, IReplayTarget target, double speed, TimeProvider clock)
{
    private static readonly TimeSpan PacedFlush = TimeSpan.FromMilliseconds(200);

    private readonly Dictionary<(string Asset, long Epoch), ResumeFilter> _filters = [];
    private readonly Dictionary<(string Asset, long Epoch), long> _expected = [];

    /// <summary>Readings sent in this run.</summary>
    public long Sent { get; private set; }

    /// <summary>Of these, readings now stored.</summary>
    public long Stored { get; private set; }

    /// <summary>Of these, readings that the recording repeats or that were stored meanwhile.</summary>
    public long Duplicates { get; private set; }

    /// <summary>Readings skipped because they are already stored.</summary>
    public long AlreadyStored { get; private set; }

    /// <summary>Runs until everything is durable, scored and stored.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await target.RegisterAsync(source.Description.Assets, cancellationToken);
        var before = new List<StoredStream>();
        foreach (var stream in source.Description.Streams)
        {
            var stored = await target.ReadAsync(stream.Asset, stream.Epoch, cancellationToken);
            _filters[(stream.Asset, stream.Epoch)] = new ResumeFilter(stored);
            _expected[(stream.Asset, stream.Epoch)] = stored.Stored + stored.Duplicates;
            before.Add(stored);
        }
        await SendAllAsync(cancellationToken);
        await target.CatchUpAsync(_expected, cancellationToken);
        foreach (var (stream, earlier) in source.Description.Streams.Zip(before))
        {
            var now = await target.ReadAsync(stream.Asset, stream.Epoch, cancellationToken);
            Stored += now.Stored - earlier.Stored;
            Duplicates += now.Duplicates - earlier.Duplicates;
        }
    }

    private async Task SendAllAsync(CancellationToken cancellationToken)
    {
        var pacer = new RecordPacer(speed, clock);
        var flushed = clock.GetTimestamp();
        await foreach (var record in source.ReadAsync(cancellationToken))
        {
            var stream = (record.Asset, record.Epoch);
            if (!_filters[stream].ShouldSend(record))
            {
                AlreadyStored += record.ReadingCount;
                continue;
            }
            await pacer.WaitAsync(record.EventTimeUnixMicros, cancellationToken);
            await target.SendAsync(TelemetryCodecV1.Encode(record), cancellationToken);
            Sent += record.ReadingCount;
            CollectionsMarshal.GetValueRefOrAddDefault(_expected, stream, out _) += record.ReadingCount;
            if (double.IsPositiveInfinity(speed) || clock.GetElapsedTime(flushed) < PacedFlush) continue;
            await target.FlushAsync(cancellationToken);
            flushed = clock.GetTimestamp();
        }
        await target.FlushAsync(cancellationToken);
    }
}
