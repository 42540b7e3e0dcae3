using System.Text.Json;
using Maintenance.Core.Conditions;
using Maintenance.Core.Models;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.MlNet;
using Maintenance.Scoring.Registry;
using Maintenance.Store.Sql;
using Maintenance.Training.Boosting;
using Maintenance.Training.History;
using Maintenance.Training.Rows;
using Maintenance.Training.Tables;
using Microsoft.Extensions.Logging.Abstractions;

namespace Maintenance.Training.Tests.History;

/// <summary>
/// Models from a store's own history: labels of maintenance records, features of stored blocks, documents that the registry takes.
/// </summary>
public sealed class StoreTrainingTests : IAsyncLifetime
{
    private const long Second = 1_000_000;
    private const int BlockSeconds = 10;
    private const int Hours = 4;
    private static readonly DateTime Start = new(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("train-store-");
    private IConditionStore _store = null!;

    public async Task InitializeAsync()
    {
        _store = await ConditionStores.OpenAsync(new ConditionStoreOptions { DataDirectory = _folder.FullName, MemoryLimitMiB = 256 },
            NullLoggerFactory.Instance, CancellationToken.None);
        await _store.MigrateAsync(CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Conditions_are_learnt_from_recorded_failures_and_the_registry_takes_the_model()
    {
        await FillAsync();
        var request = Request(ModelRoles.Health);
        var data = await new StoreTrainingData(_store.QueryReadOnlyAsync, request).ReadAsync((_, _) => { }, CancellationToken.None);
        // One moment a minute, the newest block of each: 61 within the hour before the failure, 120 at least two hours before it, and none
        // between.
        data.Table.Groups.Distinct().Count().ShouldBe(10);
        var modes = data.Table.Labels.GroupBy(l => FailureModes.Classes[(int)l]).ToDictionary(g => g.Key, g => g.Count());
        modes.Keys.ShouldBe(["none", "bearing_wear", "imbalance"], ignoreOrder: true);
        modes["bearing_wear"].ShouldBe(4 * 61);
        modes["imbalance"].ShouldBe(4 * 61);
        modes["none"].ShouldBe(10 * 120, "failing drills until two hours before, healthy ones until two hours before their data end");

        var output = Path.Combine(_folder.FullName, "own.pmml");
        var figures = new TableTrainer(new TableRequest { Rounds = 40, Depth = 3 })
            .Train(data, output, (_, _) => { }, CancellationToken.None);
        figures.Classes.Where(c => c.Rows > 0).ShouldAllBe(c => c.F1 > 0.9);
        using var registry = new ModelRegistry(_store, TimeProvider.System, [new MlNetModelReader()]);
        var model = await registry.ImportAsync(await File.ReadAllBytesAsync(output),
            await File.ReadAllTextAsync(TrainedModel.CardOf(output)), "test", CancellationToken.None);
        (model.Role, model.Name).ShouldBe((ModelRoles.Health, "drill-health"));
        using var card = JsonDocument.Parse(model.Card!);
        card.RootElement.GetProperty("features").EnumerateArray().Select(f => f.GetProperty("name").GetString())
            .ShouldBe(["band_shaft_1x", "band_high", "band_shaft_1x_max", "band_high_max"]);
        card.RootElement.GetProperty("features")[1].GetProperty("unit").GetString().ShouldBe("m/s2");
    }

    [Fact]
    public async Task A_failure_mode_that_no_model_has_is_neither_learnt_nor_taken_for_health()
    {
        await FillAsync();
        await _store.CommitAsync(new StoreCommit
        {
            Batches = [TableBatch.Of(MaintenanceRecordRow.Of(Record("D9", 3600, MaintenanceKinds.Inspected, FailureModes.StuckPipe)))],
        }, CancellationToken.None);
        var data = await new StoreTrainingData(_store.QueryReadOnlyAsync, Request(ModelRoles.Health))
            .ReadAsync((_, _) => { }, CancellationToken.None);
        data.Table.Labels.ShouldAllBe(l => l >= 0);
        data.Table.Labels.Count(l => l == 0).ShouldBe((10 * 120) - 60, "none of the hour before the inspection");
    }

    [Fact]
    public async Task The_finding_of_a_work_order_labels_the_time_from_which_it_held()
    {
        await FillAsync();
        var labels = await LabelsAsync();
        await RecordAsync(Record("D0", (3 * 3600) + 3000, MaintenanceKinds.Inspected, "bearing_wear") with
        {
            BeganUnixMicros = At(2 * 3600),
        });
        (await LabelsAsync()).ShouldBe(labels with { Bearing = labels.Bearing + 59 }, "what nothing was known of, from when it began");
        await RecordAsync(Record("D9", 3 * 3600, MaintenanceKinds.Inspected, FailureModes.None) with { BeganUnixMicros = At(5400) });
        (await LabelsAsync()).ShouldBe((labels.None + 60, labels.Bearing + 59), "a false alarm is an example of a machine that is well");
        await RecordAsync(Record("D9", 3 * 3600, MaintenanceKinds.Inspected, FailureModes.None) with
        {
            BeganUnixMicros = At(5400),
            Withdrawn = true,
        });
        (await LabelsAsync()).ShouldBe(labels with { Bearing = labels.Bearing + 59 }, "a withdrawn finding labels nothing");
    }

    [Fact]
    public async Task That_nothing_was_found_says_nothing_of_the_machine_before_its_repair()
    {
        await FillAsync();
        await RecordAsync(Record("D9", 9000, MaintenanceKinds.Repaired, null));
        var labels = await LabelsAsync();
        await RecordAsync(Record("D9", 3 * 3600, MaintenanceKinds.Inspected, FailureModes.None) with { BeganUnixMicros = At(3600) });
        (await LabelsAsync()).ShouldBe(labels with { None = labels.None + 30 }, "from the repair at 2:30 to the inspection at 3:00");
    }

    [Fact]
    public async Task Remaining_life_is_learnt_from_what_was_left_and_calibrated_on_drills_not_seen()
    {
        await FillAsync();
        var data = await new StoreTrainingData(_store.QueryReadOnlyAsync, Request(ModelRoles.Life))
            .ReadAsync((_, _) => { }, CancellationToken.None);
        data.Table.Groups.Distinct().Count().ShouldBe(8, "only drills that failed tell what was left");
        data.Table.Count.ShouldBe(8 * 121);
        data.Table.Labels.Max().ShouldBeInRange(1.95f, 2f);
        data.Table.Labels.Min().ShouldBe(BlockSeconds / 3600f, 1e-5f);
        var output = Path.Combine(_folder.FullName, "life.pmml");
        var figures = new TableTrainer(new TableRequest { Rounds = 60, Depth = 3 })
            .Train(data, output, (_, _) => { }, CancellationToken.None);
        figures.RootMeanSquareError!.Value.ShouldBeLessThan(0.7 * figures.ConstantRootMeanSquareError!.Value);
        figures.Coverage!.Value.ShouldBeInRange(0.7, 0.95);
        using var registry = new ModelRegistry(_store, TimeProvider.System, [new MlNetModelReader()]);
        (await registry.ImportAsync(await File.ReadAllBytesAsync(output), card: null, "test", CancellationToken.None)).Role.ShouldBe(
            ModelRoles.Life);
    }

    [Fact]
    public async Task Without_a_recorded_failure_it_is_refused_with_what_to_do()
    {
        await _store.CommitAsync(new StoreCommit
        {
            Batches =
            [TableBatch.Of(MaintenanceRecordRow.Of(Record("D0", 0, MaintenanceKinds.Repaired, null)))]
        }, CancellationToken.None);
        (await Should.ThrowAsync<TrainingDataException>(() => new StoreTrainingData(_store.QueryReadOnlyAsync, Request(ModelRoles.Health))
            .ReadAsync((_, _) => { }, CancellationToken.None)))
            .Message.ShouldContain("no recorded failure");
    }

    [Fact]
    public void A_history_is_cut_at_failures_and_repairs_and_the_time_between_them_is_no_life()
    {
        MaintenanceRecord[] records =
        [
            Record("D", 10, MaintenanceKinds.Repaired, null), Record("D", 20, MaintenanceKinds.Inspected, null),
            Record("D", 30, MaintenanceKinds.Failed, "imbalance"),
            Record("D", 35, MaintenanceKinds.Repaired, null), Record("D", 50, MaintenanceKinds.Failed, null),
            Record("D", 60, MaintenanceKinds.Failed, "stick_slip"), Record("D", 99, MaintenanceKinds.Failed, null),
        ];
        var at = UnixMicros.Of(Start);
        DrillRun.Of("D", at, at + (80 * Second), records)
            .Select(l => ((l.From - at) / Second, (l.To - at) / Second, l.Failed, l.FailureMode)).ShouldBe(
            [(0, 10, false, null), (10, 30, true, "imbalance"), (35, 50, true, null), (50, 60, true, "stick_slip"), (60, 80, false, null)]);
    }

    private async Task<(int None, int Bearing)> LabelsAsync()
    {
        var data = await new StoreTrainingData(_store.QueryReadOnlyAsync, Request(ModelRoles.Health))
            .ReadAsync((_, _) => { }, CancellationToken.None);
        int Count(string mode) => data.Table.Labels.Count(l => FailureModes.Classes[(int)l] == mode);
        return (Count(FailureModes.None), Count(FailureModes.BearingWear));
    }

    private Task RecordAsync(MaintenanceRecord record) => _store.CommitAsync(
        new StoreCommit { Batches = [TableBatch.Of(MaintenanceRecordRow.Of(record))] }, CancellationToken.None);

    private static long At(int second) => UnixMicros.Of(Start) + (second * Second);

    private static StoreRequest Request(string role) => new()
    {
        Role = role,
        Every = TimeSpan.FromMinutes(1),
        FaultShows = TimeSpan.FromHours(1),
        HealthyAfter = TimeSpan.FromHours(2),
        MaxRul = TimeSpan.FromHours(2),
    };

    // Ten drills of four hours: four whose bearing wears, four out of balance, two healthy; the fault shows in the last two hours.
    private async Task FillAsync()
    {
        var random = new Random(3);
        var (blocks, records) = (new TableBatch(StoreTables.Descriptor), new List<MaintenanceRecord>());
        for (var drill = 0; drill < 10; drill++)
        {
            var mode = drill < 4 ? "bearing_wear" : drill < 8 ? "imbalance" : null;
            for (var s = 0; s < Hours * 3600; s += BlockSeconds)
            {
                var grown = mode is null ? 0 : Math.Max(0, (s - (2 * 3600)) / 7200.0);
                Add(blocks, $"D{drill}", s, Noise(1 + (mode == "imbalance" ? 4 * grown : 0)),
                    Noise(2 + (mode == "bearing_wear" ? 8 * grown : 0)));
            }
            if (mode is not null) records.Add(Record($"D{drill}", Hours * 3600 - BlockSeconds, MaintenanceKinds.Failed, mode));
        }
        await _store.CommitAsync(new StoreCommit { Batches = [blocks, TableBatch.Of([.. records.Select(MaintenanceRecordRow.Of)])] },
            CancellationToken.None);

        double Noise(double level) => level * (0.85 + (0.3 * random.NextDouble()));
    }

    private static void Add(TableBatch batch, string asset, int second, double shaft, double high)
    {
        for (var c = 0; c < batch.Schema.Columns.Count; c++)
        {
            var name = batch.Schema.Columns[c].Name;
            switch (batch[c])
            {
                case ColumnBuffer<string?> text: text.Add(name == "asset" ? asset : name == "drilling_state" ? "drilling" : null); break;
                case ColumnBuffer<long> whole:
                    whole.Add(name is "event_time" or "known_at"
                    ? UnixMicros.Of(Start) + (second * Second) : name == "duration_us" ? Second : 0); break;
                case ColumnBuffer<int> number: number.Add(0); break;
                case ColumnBuffer<byte> flags: flags.Add(0); break;
                case ColumnBuffer<float> real:
                    real.Add(name == "band_shaft_1x"
                    ? (float)shaft : name == "band_high" ? (float)high : float.NaN); break;
                default: throw new NotSupportedException(name);
            }
        }
    }

    private static MaintenanceRecord Record(string asset, int second, string kind, string? mode) =>
        new(asset, UnixMicros.Of(Start) + (second * Second), kind, mode, Note: null, UnixMicros.Of(Start), "test", Withdrawn: false);

}
