using BenchmarkDotNet.Attributes;
using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Maintenance.Store.Log;
using Microsoft.Extensions.Logging.Abstractions;

namespace Maintenance.Benchmarks;

/// <summary>Records of 1,000 bytes into the embedded log, durable after each 1,000. An operation is a record.</summary>
public class AppendBenchmarks
{
    private const int Records = 1_000;
    private static readonly byte[] Key = "RIG-12-D1"u8.ToArray();
    private readonly byte[] _value = new byte[1_000];
    private string _folder = "";
    private ITelemetryLog _log = null!;

    [GlobalSetup]
    public void Open()
    {
        _folder = Directory.CreateTempSubdirectory("benchmarks-").FullName;
        _log = TelemetryLogs.Open(new TelemetryLogOptions { DataDirectory = _folder, Fsync = false, RetentionBytes = 64 << 20 }, TimeProvider.System, NullLoggerFactory.Instance);
        for (var i = 0; i < 40; i++) Append(); // FASTER allocates its buffer page by page
    }

    [GlobalCleanup]
    public void Close()
    {
        _log.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Directory.Delete(_folder, recursive: true);
    }

    [Benchmark(OperationsPerInvoke = Records)]
    public void Append()
    {
        for (var i = 0; i < Records; i++)
        {
            var queued = _log.EnqueueAsync(Topics.Telemetry, Key, _value, CancellationToken.None);
            if (!queued.IsCompletedSuccessfully) throw new InvalidOperationException("An append had to wait.");
            queued.GetAwaiter().GetResult();
        }
        _log.FlushAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();
    }
}
