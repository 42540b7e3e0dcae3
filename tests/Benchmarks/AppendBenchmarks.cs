using BenchmarkDotNet.Attributes;
using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Maintenance.Store.Log;
using Maintenance.Tests.Log;
using Microsoft.Extensions.Logging.Abstractions;

namespace Maintenance.Benchmarks;

/// <summary>Records of 1,000 bytes into the embedded log, durable after each 1,000. An operation is a record.</summary>
public class AppendBenchmarks
{
    private const int Records = 1_000;
    private static readonly byte[] Key = "RIG-12-D1"u8.ToArray();
    private readonly RecordBatch _batch = new(Topics.Telemetry);
    private string _folder = "";
    private ITelemetryLog _log = null!;

    [GlobalSetup]
    public void Open()
    {
        _folder = Directory.CreateTempSubdirectory("benchmarks-").FullName;
        _log = TelemetryLogs.Open(new TelemetryLogOptions { DataDirectory = _folder, Fsync = false, RetentionBytes = 64 << 20 },
            TimeProvider.System, NullLoggerFactory.Instance);
        var value = new byte[1_000];
        for (var i = 0; i < Records; i++) _batch.Add(Key, value);
        for (var i = 0; i < 40; i++) Append(); // FASTER allocates its buffer page by page
    }

    [GlobalCleanup]
    public void Close()
    {
        _log.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Directory.Delete(_folder, recursive: true);
    }

    [Benchmark(OperationsPerInvoke = Records)]
    public void Append() => _log.AppendAllAsync(_batch, CancellationToken.None).AsTask().GetAwaiter().GetResult();
}
