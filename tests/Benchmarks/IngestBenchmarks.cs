using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using Maintenance.Core.Ports;
using Maintenance.Core.Telemetry;
using Maintenance.Core.Tracing;
using Maintenance.Ingest;
using Maintenance.Ingest.Formats.Csv;
using Maintenance.Ingest.Formats.Json;
using Maintenance.Ingest.Formats.TelemetryV1;
using Maintenance.Ingest.Intake;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Maintenance.Benchmarks;

/// <summary>
/// A payload from its bytes to records committed to a log that forgets them, while traces are listened for and none of the records is
/// chosen. An operation is a reading, of 100 in a payload.
/// </summary>
public class IngestBenchmarks
{
    private const int Readings = 100;
    private readonly byte[] _json = Samples.Json(Readings);
    private readonly byte[] _csv = Samples.Csv(Readings);
    private readonly byte[] _binary = TelemetryCodecV1.Encode(Samples.Block(Readings));
    private readonly TelemetryIngestor _ingestor = Ingestor();
    private readonly IngestBatch _batch;
    private ActivityListener? _listener;

    public IngestBenchmarks() => _batch = _ingestor.RentBatch();

    [GlobalSetup]
    public void Listen()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = s => s.Name == "Maintenance.Ingest", Sample =
            (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData
        };
        ActivitySource.AddActivityListener(_listener);
    }

    [GlobalCleanup]
    public void Leave() => _listener?.Dispose();

    [Benchmark(OperationsPerInvoke = Readings)]
    public long DecodeJson() => Take(JsonFormat.Instance, _json);

    [Benchmark(OperationsPerInvoke = Readings)]
    public long DecodeCsv() => Take(CsvFormat.Instance, _csv);

    [Benchmark(OperationsPerInvoke = Readings)]
    public long DecodeBinary() => Take(TelemetryV1Format.Instance, _binary);

    private static TelemetryIngestor Ingestor() => new ServiceCollection()
        .AddSingleton(new RecordTraces(1e-9)).AddSingleton<ITelemetryLog>(new ForgetfulLog()).AddSingleton(Samples.Registry())
            .AddSingleton<TimeProvider>(new StandingClock())
        .AddTelemetryIngestor(new ConfigurationBuilder().Build()).BuildServiceProvider().GetRequiredService<TelemetryIngestor>();

    private long Take(PayloadFormat? format, byte[] payload)
    {
        _batch.Clear();
        _ingestor.Decode(format, payload, new SourceContext(SourceKind.Live, "benchmark"), _batch);
        var committed = _ingestor.CommitAsync(_batch, CancellationToken.None);
        if (!committed.IsCompletedSuccessfully || _batch.Accepted != Readings)
            throw new InvalidOperationException($"{_batch.Accepted} of {Readings} readings were taken.");
        committed.GetAwaiter().GetResult();
        return _batch.Accepted;
    }

    private sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddMicroseconds(Samples.Start + 60_000_000);
    }
}
