using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Simulator.Load;
using Maintenance.Store.Sql;
using Maintenance.Training.Bench.Pipeline;
using Microsoft.Extensions.Logging;

namespace Maintenance.Training.Bench.Store;

/// <summary>
/// Commits rows of <c>reading</c> as scoring does when it is behind, alternating with the bare driver's bulk load of the same rows; and the
/// same into DuckDB. Files are in a temporary folder that is deleted; a server's database must have no tables before, and has none
/// afterwards.
/// </summary>
public sealed class StoreBench(StoreLoad load, ConditionStoreOptions options, TimeProvider clock, ILoggerFactory loggers)
{
    private const string Topic = "bench";

    private string _version = "";

    /// <exception cref="BenchException">Rows were lost or doubled.</exception>
    /// <exception cref="StoreException">The store cannot be reached, or its database has tables.</exception>
    public async Task<StoreFigures> RunAsync(string parentFolder, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory(Path.Combine(parentFolder, $"bench-{Guid.NewGuid():N}")).FullName;
        try
        {
            var batches = Rows();
            var embedded = new ConditionStoreOptions { DataDirectory = folder };
            if (load.Engine == ConditionStoreEngine.DuckDb)
            {
                var (both, bare) = await MeasureAsync(embedded, batches, duration =>
                    Task.FromResult(Floor(batches[0], folder, duration, embedded)), cancellationToken);
                return Figures(both, bare, duckDb: both, "in this process");
            }
            return await StoreFloor.OnEmptyDatabaseAsync(options.MySqlWire, async () =>
            {
                var (duckDb, _) = await MeasureAsync(embedded, batches, floor: null, cancellationToken);
                var (own, bare) = await MeasureAsync(options, batches, duration =>
                    StoreFloor.MeasureLoadAsync(batches, options.MySqlWire, duration, cancellationToken), cancellationToken);
                return Figures(own, bare, duckDb, string.Join(", ", options.MySqlWire.Hosts));
            }, cancellationToken);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<(Rate Own, Rate Floor)> MeasureAsync(
        ConditionStoreOptions engine, TableBatch[] batches, Func<TimeSpan, Task<(long Rows, double Seconds)>>? floor,
        CancellationToken cancellationToken)
    {
        await using var store = await ConditionStores.OpenAsync(engine, loggers, cancellationToken);
        await store.MigrateAsync(cancellationToken);
        var offsets = new long?[batches.Length];
        var (own, bare) = (default(Rate), default(Rate));
        for (var turn = 0; turn < StoreLoad.Turns; turn++)
        {
            if (floor is not null) bare = bare.Plus(await floor(load.Turn));
            var started = clock.GetTimestamp();
            var written = await Task.WhenAll(Enumerable.Range(0, batches.Length)
                .Select(p => Task.Run(() => CommitAsync(store, p, batches[p], offsets, started, cancellationToken), cancellationToken)));
            own = own.Plus((written.Sum(), clock.GetElapsedTime(started).TotalSeconds));
        }
        _version = (string)(await store.QueryAsync(new StoreQuery("SELECT version()"), cancellationToken)).Scalar!;
        var counted = (long)(await store.QueryAsync(new StoreQuery("SELECT count(*) FROM reading"), cancellationToken)).Scalar!;
        return counted == own.Rows ? (own, bare) : throw new BenchException($"{own.Rows} rows were committed, but the table reading "
            + $"has {counted}.");
    }

    private StoreFigures Figures(Rate own, Rate floor, Rate duckDb, string location) => new()
    {
        Engine = load.Engine.ToString(),
        Server = $"{_version}, {location}",
        RowsPerSecond = own.RowsPerSecond,
        FloorRowsPerSecond = floor.RowsPerSecond,
        RatioToFloor = own.RowsPerSecond / floor.RowsPerSecond,
        DuckDbRowsPerSecond = duckDb.RowsPerSecond,
        RatioToDuckDb = own.RowsPerSecond / duckDb.RowsPerSecond,
        Rows = own.Rows,
        Load = load.ToString(),
    };

    // Each commit is awaited, since the partition's next commit must expect the new offset.
    private async Task<long> CommitAsync(IConditionStore store, int partition, TableBatch batch, long?[] offsets, long started,
        CancellationToken cancellationToken)
    {
        var rows = 0L;
        do
        {
            var next = (offsets[partition] ?? 0) + batch.RowCount;
            var move = new OffsetMove(new OffsetKey(Topic, Topic, partition), offsets[partition], next);
            await store.CommitAsync(new StoreCommit { Batches = [batch], Offset = move }, cancellationToken);
            offsets[partition] = next;
            rows += batch.RowCount;
        }
        while (clock.GetElapsedTime(started) < load.Turn);
        return rows;
    }

    // The bare appender gives a rate only.
    private static (long Rows, double Seconds) Floor(TableBatch batch, string folder, TimeSpan duration, ConditionStoreOptions engine) =>
        ((long)StoreFloor.MeasureRowsPerSecond(batch, folder, duration, engine), 1);

    private TableBatch[] Rows()
    {
        var start = (clock.GetUtcNow().ToUnixTimeSeconds() - 24 * 3600) * 1_000_000;
        var generator = new LoadGenerator(new LoadGeneratorOptions
        {
            Assets = PipelineLoad.DefaultAssets,
            ReadingsPerRecord = PipelineLoad.DefaultReadingsPerBlock,
            IntervalMicros = 1_000_000 / PipelineLoad.DefaultReadingsPerBlock,
            StartUnixMicros = start,
            Epoch = start,
        });
        return [.. Enumerable.Range(0, StoreLoad.Writers).Select(_ => FloorRows.Make(generator, load.RowsPerCommit))];
    }

    private readonly record struct Rate(long Rows, double Seconds)
    {
        public double RowsPerSecond => Rows / Seconds;

        public Rate Plus((long Rows, double Seconds) turn) => new(Rows + turn.Rows, Seconds + turn.Seconds);
    }
}
