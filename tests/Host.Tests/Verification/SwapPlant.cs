using Maintenance.Core.Alarms;
using Maintenance.Core.Assets;
using Maintenance.Core.Channels;
using Maintenance.Core.Conditions;
using Maintenance.Core.Feed;
using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Telemetry;
using Maintenance.Core.Time;
using Maintenance.Core.Tracing;
using Maintenance.Host.Composition;
using Maintenance.Scoring.Registry;
using Maintenance.Scoring.Verification;
using Maintenance.Scoring.Workers;
using Maintenance.Store.Log;
using Maintenance.Store.Sql;
using Maintenance.Tests.Log;
using Microsoft.Extensions.Logging.Abstractions;

namespace Maintenance.Host.Tests.Verification;

/// <summary>A real log, a real store and a registry of models in a folder of their own, with one worker a partition.</summary>
internal sealed class SwapPlant : IAsyncDisposable
{
    public const int Partitions = 2;
    public const int ReadingsOfBlock = 50;
    private const long Start = 1_700_000_000_000_000;
    private const long Second = 1_000_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("model-swap-").FullName;
    private readonly AssetRegistry _assets = new();
    private CancellationTokenSource _stop = new();
    private PartitionWorker[] _workers = [];
    private Task[] _running = [];

    public ITelemetryLog Log { get; private set; } = null!;

    public IConditionStore Store { get; private set; } = null!;

    public ModelRegistry Registry { get; private set; } = null!;

    public ServingModels Models { get; private set; } = null!;

    public static async Task<SwapPlant> OpenAsync(params string[] assets)
    {
        var plant = new SwapPlant();
        plant._assets.AddOrReplace([.. assets.Select(a => new Asset(AssetId.Parse(a), "north", "site", "rig", 0, 0, 0.2))]);
        plant.Log = TelemetryLogs.Open(
            new TelemetryLogOptions
            {
                DataDirectory = plant._folder, Partitions =
                new(StringComparer.Ordinal) { [Topics.Telemetry] = Partitions, [Topics.DeadLetter] = 1 }
            },
            TimeProvider.System, NullLoggerFactory.Instance);
        plant.Store = await OpenStoreAsync(plant._folder);
        plant.Registry = new ModelRegistry(plant.Store, TimeProvider.System, ModelReaders.All);
        plant.Models = new ServingModels(plant.Registry, NullLogger.Instance);
        return plant;
    }

    /// <summary>Imports a document and makes it champion at once.</summary>
    public async Task<string> PromoteAsync(byte[] document)
    {
        var model = await Registry.ImportAsync(document, card: null, "test", CancellationToken.None);
        await Registry.SetStageAsync(model.Hash, "champion", "test", CancellationToken.None);
        await Models.RefreshAsync(CancellationToken.None);
        return model.Hash;
    }

    /// <summary>Scores with other models than the registry's.</summary>
    public void UseModels(ServingModels models) => Models = models;

    public void StartWorkers()
    {
        _stop.Dispose();
        _stop = new CancellationTokenSource();
        _workers = [.. Enumerable.Range(0, Partitions).Select(p => new PartitionWorker(Services(), p))];
        _running = [.. _workers.Select(w => Task.Run(() => w.RunAsync(_stop.Token)))];
    }

    /// <summary>Ends the workers as a crash would: whatever is not committed is gone.</summary>
    public async Task StopWorkersAsync()
    {
        await _stop.CancelAsync();
        foreach (var run in _running)
        {
            await Task.WhenAny(run);
            run.IsFaulted.ShouldBeFalse(run.Exception?.ToString());
        }
    }

    /// <summary>Appends a block of a second for every asset.</summary>
    public async Task AppendAsync(IReadOnlyList<string> assets, int fromSecond, int untilSecond)
    {
        var batch = new RecordBatch(Topics.Telemetry);
        for (var second = fromSecond; second < untilSecond; second++)
            foreach (var asset in assets) batch.Add(asset, TelemetryCodecV1.Encode(Block(asset, second)));
        await Log.AppendAllAsync(batch, CancellationToken.None);
    }

    public async Task WaitForAsync(Func<int, long> offsetOfPartition)
    {
        var waits = Task.WhenAll(_workers.Select(w => w.WaitForPositionAsync(offsetOfPartition(w.Partition), CancellationToken.None)));
        var done = await Task.WhenAny([waits, .. _running]).WaitAsync(TimeSpan.FromSeconds(120));
        await done;
    }

    public long End(int partition) => Log.HighWatermark(Topics.Telemetry, partition);

    public async Task<IReadOnlyList<TableComparison>> VerifyAsync()
    {
        var folder = Path.Combine(_folder, "verify");
        Directory.CreateDirectory(folder);
        await using var scratch = await OpenStoreAsync(folder);
        return await new LogVerifier(Services(), scratch).RunAsync(CancellationToken.None);
    }

    public AssessmentVerifier Verifier() => new(Services());

    /// <summary>Writes a correction of a row that nothing in the log gives.</summary>
    public async Task ForgeAsync(string asset, DateTime time, int partition, long offset, string hash)
    {
        var batch = new TableBatch(StoreTables.Assessment);
        foreach (var (column, i) in StoreTables.Assessment.Columns.Select((c, i) => (c, i)))
        {
            var micros = UnixMicros.Of(time);
            if (column.Type == ColumnType.Timestamp)
                batch.Column<long>(i).Add(column.Name == "event_time" ? micros : micros + (3600 * Second));
            else if (column.Type == ColumnType.Integer)
                batch.Column<int>(i).Add(column.Name == "descriptor_set" ? Descriptors.SetVersion : partition);
            else if (column.Type == ColumnType.BigInt) batch.Column<long>(i).Add(offset);
            else if (column.Type == ColumnType.Real) batch.Column<float>(i).Add(12.5f);
            else batch.Column<string?>(i).Add(column.Name switch
            {
                "asset" => asset,
                "model_hash" => hash,
                "grade" => "D",
                "failure_mode" => "imbalance",
                "drilling_state" => "unknown",
                _ => null
            });
        }
        await Store.CommitAsync(new StoreCommit { Batches = [batch] }, CancellationToken.None);
    }

    public async Task<object?[][]> QueryAsync(string sql) =>
        [.. (await Store.QueryAsync(new StoreQuery(sql), CancellationToken.None)).Rows];

    public ScoringServices Services() => new(
        Log, Store, _assets, Models, new AlarmRules(), new LiveFeed(), RecordTraces.Off,
        new ScoringOptions { CommitInterval = TimeSpan.FromMilliseconds(5) }, TimeProvider.System, NullLogger.Instance);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        await Log.DisposeAsync();
        Registry.Dispose();
        await Store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<IConditionStore> OpenStoreAsync(string folder)
    {
        var store = await ConditionStores.OpenAsync(new ConditionStoreOptions { DataDirectory = folder, MemoryLimitMiB = 256 },
            NullLoggerFactory.Instance, CancellationToken.None);
        await store.MigrateAsync(CancellationToken.None);
        return store;
    }

    private static TelemetryRecord Block(string asset, int second)
    {
        var record = new TelemetryRecord
        {
            Asset = asset,
            Flags = RecordFlags.Block | RecordFlags.Sequenced,
            Epoch = 1,
            Sequence = (long)ReadingsOfBlock * second,
            EventTimeUnixMicros = Start + second * Second,
            ReceivedUnixMicros = Start + (second + 2) * Second,
            IntervalMicros = (int)(Second / ReadingsOfBlock),
            ReadingCount = ReadingsOfBlock,
        };
        Add(StandardChannels.RotarySpeed, i => 120 + i % 7);
        Add(StandardChannels.Torque, i => 15_000 + (4_000 * (float)Math.Sin((second + i) / 17.0)));
        Add(StandardChannels.BearingTemperature, i => 60 + (0.05f * (second % 40)));
        return record;

        void Add(int channel, Func<int, float> valueAt) =>
            record.Columns.Add(new TelemetryColumn(channel, "", [.. Enumerable.Range(0, ReadingsOfBlock).Select(valueAt)]));
    }
}
