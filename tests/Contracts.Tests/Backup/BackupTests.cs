using System.Globalization;
using Maintenance.Contracts.Tests.Engines;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Store.Backup;
using Maintenance.Store.Log;
using Maintenance.Store.Sql;
using Maintenance.Tests.Galera;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit.Abstractions;

namespace Maintenance.Contracts.Tests.Backup;

/// <summary>
/// Backups taken under load, full and incremental, restored into an engine of either kind, and the point in time they stand for: what the
/// log holds after them, scored again, gives the tables of the store that was never lost.
/// </summary>
[Collection(GaleraCluster.Collection)]
[Trait(TestKind.Name, TestKind.Server)]
public sealed class BackupTests(GaleraCluster cluster, ITestOutputHelper output) : IDisposable
{
    private static readonly string[] Views = ["descriptor_current", "assessment_current", "assessment_latest",
        "condition_minute_current", "completeness", "reading_gap"];

    /// <summary>Filled by telemetry; what processes write when they start differs after a restart.</summary>
    private static readonly TableSchema[] Filled =
    [
        StoreTables.Reading, StoreTables.ReadingExtra, StoreTables.Waveform, StoreTables.Descriptor, StoreTables.Assessment,
        StoreTables.ConditionMinute, StoreTables.StreamAccount, StoreTables.DeadLetter,
    ];

    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(5));
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("backup-tests-");

    private CancellationToken Stop => _limit.Token;

    private string Backups => Path.Combine(_folder.FullName, "backups");

    public void Dispose()
    {
        _limit.Dispose();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData(ConditionStoreEngine.DuckDb, ConditionStoreEngine.DuckDb)]
    [InlineData(ConditionStoreEngine.DuckDb, ConditionStoreEngine.MySqlWire)]
    [InlineData(ConditionStoreEngine.MySqlWire, ConditionStoreEngine.DuckDb)]
    public async Task A_chain_taken_under_load_restores_every_table_and_the_log_gives_the_rest(ConditionStoreEngine from,
        ConditionStoreEngine to)
    {
        var input = FleetInput.Make();
        var (third, twoThirds) = (input.Count / 3, input.Count * 2 / 3);
        var log = new TelemetryLogOptions
        {
            DataDirectory = Path.Combine(_folder.FullName, "log"), CommitInterval = TimeSpan.Zero, Fsync =
            false
        };
        await using var original = await OpenAsync(from, "original");
        await using var restored = await OpenAsync(to, "restored");

        await using (var plant = await Installation.StartAsync(log, original, Stop))
        {
            await plant.TakeAsync(input.Take(third / 2), Stop);
            var going = plant.TakeAsync(input.Skip(third / 2).Take(third - third / 2), Stop);
            (await TakeAsync(original, isIncremental: false)).Parent.ShouldBeNull();
            File.GetUnixFileMode(Directory.GetDirectories(Backups).Single())
                .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, "accounts are in it");
            await going;
            var full = Path.GetFileName(Directory.GetDirectories(Backups).Single());
            going = plant.TakeAsync(input.Skip(third).Take(twoThirds - third), Stop);
            (await TakeAsync(original, isIncremental: true)).Parent.ShouldBe(full);
            await going;
            var newest = await TakeAsync(original, isIncremental: true);

            var (manifest, rows) = await StoreBackups.RestoreAsync(Path.Combine(Backups, newest.Id), restored, new Steps(output), Stop);
            manifest.Id.ShouldBe(newest.Id);
            foreach (var table in StoreTables.BackedUp.Select(t => t.Name).Concat(Views))
                await TableComparison.ShouldBeEqualAsync(original, restored, table, Stop);
            rows.ShouldBeGreaterThan(5_000);
            newest.Tables.Single(t => t.Name == "assessment").Files.Sum(f => f.Rows)
                .ShouldBeLessThan(rows / 2, "an incremental backup holds what is new");

            await plant.TakeAsync(input.Skip(twoThirds), Stop);
        }

        await using (var again = await Installation.StartAsync(log, restored, Stop)) await again.TakeAsync([], Stop);
        foreach (var table in Filled.Select(t => t.Name).Concat(Views))
            await TableComparison.ShouldBeEqualAsync(original, restored, table, Stop);
    }

    [Theory]
    [InlineData("truncated")]
    [InlineData("altered")]
    [InlineData("missing file")]
    [InlineData("missing parent")]
    [InlineData("exchanged parent")]
    [InlineData("no manifest")]
    [InlineData("half a manifest")]
    public async Task A_damaged_backup_is_refused_by_name_before_anything_is_written(string damage)
    {
        await using var original = await OpenAsync(ConditionStoreEngine.DuckDb, "original");
        await FleetRows.WriteAsync(original, Stop);
        var full = await TakeAsync(original, isIncremental: false);
        var newest = await TakeAsync(original, isIncremental: true);
        var (fullFolder, newestFolder) = (Path.Combine(Backups, full.Id), Path.Combine(Backups, newest.Id));
        var file = Path.Combine(fullFolder, full.Tables.Single(t => t.Name == "reading").Files.Single().Name);
        var manifest = Path.Combine(newestFolder, "manifest.json");
        var named = damage switch
        {
            "truncated" => Damage(file, bytes => bytes[..^100]),
            "altered" => Damage(file, bytes => [.. bytes.Select((b, i) => i == bytes.Length / 2 ? (byte)(b ^ 1) : b)]),
            "missing file" => Delete(file),
            "missing parent" => Move(fullFolder),
            "exchanged parent" => Damage(Path.Combine(fullFolder, "manifest.json"), bytes => [.. bytes, (byte)'\n']),
            "no manifest" => Delete(manifest, newestFolder),
            _ => Damage(manifest, bytes => bytes[..(bytes.Length / 2)]),
        };

        await using var target = await OpenAsync(ConditionStoreEngine.DuckDb, "target");
        var error = await Should.ThrowAsync<StoreException>(() => StoreBackups.RestoreAsync(newestFolder, target, new Steps(output), Stop));
        output.WriteLine(error.Message);
        error.Message.ShouldContain(named);
        await target.MigrateAsync(Stop);
        (await target.QueryAsync(new StoreQuery("SELECT count(*) FROM reading"), Stop)).Rows[0][0].ShouldBe(0L);
    }

    [Fact]
    public async Task A_store_that_holds_anything_takes_no_backup_in()
    {
        await using var original = await OpenAsync(ConditionStoreEngine.DuckDb, "original");
        await FleetRows.WriteAsync(original, Stop);
        var backup = await TakeAsync(original, isIncremental: false);
        (await Should.ThrowAsync<StoreException>(() =>
            StoreBackups.RestoreAsync(Path.Combine(Backups, backup.Id), original, new Steps(output), Stop)))
            .Message.ShouldContain("not empty");
    }

    [Fact]
    public async Task A_backup_that_fails_leaves_nothing_that_looks_like_one()
    {
        await using var original = await OpenAsync(ConditionStoreEngine.DuckDb, "original");
        await FleetRows.WriteAsync(original, Stop);
        using var cancelled = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(() => StoreBackups.TakeAsync(
            original, Backups, isIncremental: false, TimeProvider.System, new Cancelling(cancelled), cancelled.Token));
        Directory.GetDirectories(Backups).ShouldBeEmpty();
    }

    private async Task<Store.Backup.BackupManifest> TakeAsync(IConditionStore store, bool isIncremental)
    {
        var manifest = await StoreBackups.TakeAsync(store, Backups, isIncremental, TimeProvider.System, new Steps(output), Stop);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{manifest.Id}: {manifest.Rows} rows, {manifest.Bytes} bytes"));
        return manifest;
    }

    private async Task<IConditionStore> OpenAsync(ConditionStoreEngine engine, string name)
    {
        var options = engine == ConditionStoreEngine.DuckDb
            ? new ConditionStoreOptions { DataDirectory = Path.Combine(_folder.FullName, name), MemoryLimitMiB = 256 }
            : cluster.Options(await cluster.NewDatabaseAsync(Stop));
        var store = await ConditionStores.OpenAsync(options, NullLoggerFactory.Instance, Stop);
        await store.MigrateAsync(Stop);
        return store;
    }

    private static string Damage(string path, Func<byte[], byte[]> change)
    {
        File.WriteAllBytes(path, change(File.ReadAllBytes(path)));
        return Path.GetFileName(path);
    }

    private static string Delete(string path, string? named = null)
    {
        File.Delete(path);
        return Path.GetFileName(named ?? path);
    }

    private static string Move(string folder)
    {
        Directory.Move(folder, folder + ".moved");
        return Path.GetFileName(folder);
    }

    private sealed class Steps(ITestOutputHelper output) : IProgress<string>
    {
        public void Report(string value) => output.WriteLine(value);
    }

    private sealed class Cancelling(CancellationTokenSource source) : IProgress<string>
    {
        public void Report(string value) => source.Cancel();
    }
}
