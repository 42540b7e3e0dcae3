using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Scoring.Offsets;
using Maintenance.Scoring.Workers;
using Maintenance.Store.Log;
using Maintenance.Store.Log.Kafka;
using Maintenance.Tests.Kafka;
using Maintenance.Tests.Log;
using Microsoft.Extensions.Logging.Abstractions;

namespace Maintenance.Scoring.Tests.Pipeline;

/// <summary>Scores real logs of one partition into the real store, and begins them anew between two runs.</summary>
internal sealed class ResetLab(IConditionStore store) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Lab _lab = new(store);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("log-reset-");

    public string Reader { get; } = Lab.NewName("reset");

    public string Asset { get; } = Lab.NewName("asset");

    public OffsetKey Key => new(Reader, Topics.Telemetry, 0);

    /// <summary>Folder of the embedded log's partition of telemetry.</summary>
    public string PartitionFolder => Path.Combine(_folder.FullName, "log", Topics.Telemetry, "0");

    public void Dispose() => _folder.Delete(recursive: true);

    public string Combine(string name) => Path.Combine(_folder.FullName, name);

    public ITelemetryLog OpenEmbedded() => TelemetryLogs.Open(
        new TelemetryLogOptions
        {
            DataDirectory = _folder.FullName, Partitions = OnePartition(), CommitInterval = TimeSpan.Zero, Fsync =
            false, SegmentBytes = 1 << 20
        },
        TimeProvider.System, NullLoggerFactory.Instance);

    public static ITelemetryLog OpenKafka(MockCluster cluster) => TelemetryLogs.Open(
        new TelemetryLogOptions
        {
            Engine = TelemetryLogEngine.Kafka,
            Partitions = OnePartition(),
            CommitInterval = TimeSpan.FromMilliseconds(1),
            // The mock brokers, unlike real ones, do not answer a waiting fetch when a record comes.
            Kafka = new KafkaLogOptions
            {
                BootstrapServers = cluster.BootstrapServers, SessionTimeout = TimeSpan.FromSeconds(3),
                FetchWait = TimeSpan.FromMilliseconds(20)
            },
        },
        TimeProvider.System, NullLoggerFactory.Instance);

    public ScoringServices Services(ITelemetryLog log) => _lab.Services(log, Reader);

    public IReaderOffsets Offsets(ITelemetryLog log) => new ReaderOffsets(log, store, Reader, TimeProvider.System);

    /// <summary>Appends one-second blocks of 10 readings.</summary>
    public async Task SendAsync(ITelemetryLog log, int fromSecond, int toSecond)
    {
        var batch = new RecordBatch(Topics.Telemetry);
        for (var second = fromSecond; second < toSecond; second++) batch.Add(Asset, Records.Encode(Records.Block(Asset, second)));
        await log.AppendAllAsync(batch, CancellationToken.None).AsTask().WaitAsync(Patience);
    }

    /// <summary>Scores through the end of the log.</summary>
    /// <exception cref="LogException">The worker stopped.</exception>
    public async Task ScoreAsync(ITelemetryLog log)
    {
        using var stop = new CancellationTokenSource(Patience);
        var worker = new PartitionWorker(Services(log), partition: 0);
        var running = worker.RunAsync(stop.Token);
        var done = await Task.WhenAny(running, worker.WaitForPositionAsync(log.HighWatermark(Topics.Telemetry, 0), stop.Token));
        if (done == running) await running;
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(running);
    }

    /// <summary>The message with which a worker refuses to go on: it must not wait for records that never count.</summary>
    public async Task<string> StopsAsync(ITelemetryLog log)
    {
        using var stop = new CancellationTokenSource(Patience);
        var error = await Should.ThrowAsync<LogException>(new PartitionWorker(Services(log), partition: 0).RunAsync(stop.Token));
        error.IsTransient.ShouldBeFalse();
        return error.Message;
    }

    public Task<long> ReadingsAsync() => _lab.CountAsync("reading", Asset);

    /// <summary>Readings the account of the asset calls stored, and those it calls missing.</summary>
    public async Task<(long Stored, long Missing)> AccountAsync()
    {
        var row = (await store.QueryAsync(new StoreQuery("SELECT stored, missing FROM completeness WHERE asset = ?", Asset),
            CancellationToken.None)).Rows[0];
        return (Convert.ToInt64(row[0]), Convert.ToInt64(row[1]));
    }

    /// <summary>Offsets of the rows in the order of their blocks.</summary>
    public async Task<long[]> RowOffsetsAsync() =>
        [.. (await store.QueryAsync(new StoreQuery("SELECT log_offset FROM descriptor WHERE asset = ? ORDER BY event_time", Asset),
            CancellationToken.None)).Rows.Select(r => (long)r[0]!)];

    /// <summary>As a build before table <c>log_identity</c> left the store.</summary>
    public Task ForgetIdentityAsync() =>
        store.CommitAsync(new StoreCommit { Batches = [TableBatch.Of(OffsetSpans.RowOf(Key, OffsetSpan.Plain, notedUnixMicros: 0))] },
        CancellationToken.None);

    private static Dictionary<string, int> OnePartition() =>
        new(StringComparer.Ordinal) { [Topics.Telemetry] = 1, [Topics.DeadLetter] = 1 };
}
