using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using Maintenance.Core.Telemetry;
using Maintenance.Core.Tracing;

namespace Maintenance.Benchmarks;

/// <summary>What a record costs that is not traced.</summary>
public class TracingBenchmarks
{
    private readonly byte[] _record = TelemetryCodecV1.Encode(Samples.Block(1));
    private readonly RecordTraces _traces = new(1e-9);
    private readonly ActivitySource _silent = new("Nobody listens");
    private readonly ActivitySource _heard = new("Benchmarks");
    private ActivityListener? _listener;

    [GlobalSetup]
    public void Listen()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = s => s == _heard, Sample = (ref ActivityCreationOptions<ActivityContext> _) =>
            ActivitySamplingResult.AllData
        };
        ActivitySource.AddActivityListener(_listener);
    }

    [GlobalCleanup]
    public void Leave() => _listener?.Dispose();

    [Benchmark]
    public bool NobodyListens() => _traces.Find(_record, _silent) is null;

    [Benchmark]
    public bool NotChosen() => _traces.Find(_record, _heard) is null;
}
