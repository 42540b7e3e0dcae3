using Maintenance.Core.Assets;
using Maintenance.Core.Time;

namespace Maintenance.Simulator.Load;

/// <summary>
/// Drives a <see cref="LoadGenerator"/> at a given rate, in batches of 10 ms. Unlike a drill, it counts refused records and does not
/// send them again.
/// </summary>
public sealed class LoadRunner(LoadOptions options, TimeProvider clock)
{
    private static readonly TimeSpan Batch = TimeSpan.FromMilliseconds(10);

    private readonly LoadGenerator _generator = new(GeneratorOptions(options, Micros(clock)));
    private readonly LoadCounters _counters = new();
    private long _sent;

    /// <summary>The assets of the load, to be registered with the host before it starts.</summary>
    public IReadOnlyList<Asset> Assets => _generator.Assets;

    /// <summary>Runs to the end or until cancelled, then waits for outstanding acknowledgements.</summary>
    /// <param name="onProgress">Called about once per second with readings and seconds so far.</param>
    /// <param name="cancellationToken">Ends the run early; the report covers what was sent.</param>
    /// <exception cref="IOException">The broker cannot be reached or refuses; the message says why.</exception>
    public async Task<LoadReport> RunAsync(Action<long, double> onProgress, CancellationToken cancellationToken)
    {
        await using LoadSender sender = options.Transport == SimulatorTransport.Mqtt
            ? new MqttLoadSender(options, _generator, _counters, clock) : new HttpLoadSender(options, _generator, _counters);
        await sender.StartAsync(cancellationToken);
        var started = clock.GetTimestamp();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (options.Duration is { } duration) end.CancelAfter(duration);
        try
        {
            await PaceAsync(sender, started, onProgress, end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The run is over; outstanding records are completed below.
        }
        var due = Due(clock.GetElapsedTime(started) is var ran && options.Duration is { } limit && limit < ran ? limit : ran);
        await sender.CompleteAsync();
        var seconds = clock.GetElapsedTime(started).TotalSeconds;
        var readings = _counters.Accepted;
        var records = (readings + _generator.ReadingsPerRecord - 1) / _generator.ReadingsPerRecord;
        return new LoadReport(_generator.Epoch, records, readings, records * _generator.RecordBytes, seconds, readings / seconds,
            _counters.Failed, Unsent: Math.Max(0, due - _sent) * _generator.ReadingsPerRecord);
    }

    private static long Micros(TimeProvider clock) => UnixMicros.Now(clock);

    private static LoadGeneratorOptions GeneratorOptions(LoadOptions options, long nowUnixMicros)
    {
        if (!(options.ReadingsPerSecond > 0)) throw new ArgumentException($"ReadingsPerSecond is {options.ReadingsPerSecond}; allowed: "
            + "more than 0.", nameof(options));
        var perAsset = options.ReadingsPerSecond / options.Assets;
        var perRecord = options.ReadingsPerRecord > 0 ? options.ReadingsPerRecord : (int)Math.Clamp(Math.Round(perAsset), 1, 1_000);
        return new LoadGeneratorOptions
        {
            Seed = options.Seed,
            Assets = options.Assets,
            ReadingsPerRecord = perRecord,
            IntervalMicros = (uint)Math.Clamp(1e6 / perAsset, 1, uint.MaxValue),
            StartUnixMicros = nowUnixMicros,
            Epoch = nowUnixMicros,
        };
    }

    // Records due after this time.
    private long Due(TimeSpan ran) => (long)(ran.TotalSeconds * options.ReadingsPerSecond / _generator.ReadingsPerRecord);

    private async Task PaceAsync(LoadSender sender, long started, Action<long, double> onProgress, CancellationToken cancellationToken)
    {
        var nextReport = 1.0;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var ran = clock.GetElapsedTime(started);
            var elapsed = ran.TotalSeconds;
            for (var due = Due(ran); _sent < due; _sent++) await sender.SendAsync((int)(_sent % options.Assets), cancellationToken);
            await sender.FlushAsync(cancellationToken);
            if (elapsed >= nextReport)
            {
                onProgress(_counters.Accepted, elapsed);
                nextReport = elapsed + 1;
            }
            await Task.Delay(Batch, clock, cancellationToken);
        }
    }
}
