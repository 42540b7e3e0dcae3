using Maintenance.Core.Channels;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Store.Sql;
using Microsoft.Extensions.Logging.Abstractions;
using static Maintenance.Contracts.Tests.Sql.Rows;

namespace Maintenance.Contracts.Tests.Sql.DuckDb;

/// <summary>Kills, full disks, a second owner, foreign and newer files.</summary>
public sealed class DuckDbStoreFailureTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("store-failure-");
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(3));

    private string FilePath => Path.Combine(_folder.FullName, "x.duckdb");

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        _limit.Dispose();
    }

    [Fact]
    public async Task After_kill_9_rows_equal_offsets_and_every_returned_commit_is_there()
    {
        var seeded = new Random(20260101);
        var returned = new long[2];
        for (var round = 0; round < 6; round++)
        {
            using var child = ChildProcess.Start(fileSizeLimitKiB: null, "store-writer", FilePath, $"{seeded.Next()}");
            (await child.Output.ReadLineAsync(_limit.Token)).ShouldBe("open");
            // Killed after a seeded number of commits, from within the next ones.
            for (var commits = seeded.Next(1, 25); commits > 0; commits--) Note(await child.Output.ReadLineAsync(_limit.Token), returned);
            foreach (var line in (await child.KillAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries)) Note(line, returned);

            await using var store = await OpenAsync();
            for (var partition = 0; partition < 2; partition++)
            {
                var offset = await store.ReadOffsetAsync(Key(partition), _limit.Token) ?? 0;
                var rows = await store.QueryAsync(
                    new StoreQuery("SELECT count(*), count(DISTINCT event_time) FROM reading WHERE asset = ?",
                        $"asset of partition {partition}"), _limit.Token);
                rows.Rows[0].ShouldBe([offset, offset], $"round {round}, partition {partition}");
                offset.ShouldBeGreaterThanOrEqualTo(returned[partition], $"round {round}, partition {partition}");
            }
        }
        returned.Sum().ShouldBeGreaterThan(0);

        static void Note(string? line, long[] returned)
        {
            // The last line may be torn by the kill; only complete ones say that a commit returned.
            if (line?.Split(' ') is [("0" or "1") and var partition, var offset] && long.TryParse(offset, out var value)
                && offset.Length > 2)
                returned[partition[0] - '0'] = Math.Max(returned[partition[0] - '0'], value);
        }
    }

    /// <summary>DuckDB applies the bulk appends of a transaction whose end is missing (<c>WriteAheadLogTail</c>).</summary>
    [Fact]
    public async Task A_log_torn_anywhere_in_its_last_bulk_commit_shows_all_of_it_or_nothing()
    {
        const int Bulk = 130_000;
        var torn = Directory.CreateDirectory(Path.Combine(_folder.FullName, "torn"));
        long before, after;
        await using (var store = await OpenAsync())
        {
            await store.CommitAsync(Commit(null, 10, Readings("a", 10)), _limit.Token);
            await store.CommitAsync(Commit(10, 10 + Bulk, Readings("a", Bulk, 10)), _limit.Token);
            before = new FileInfo(FilePath + ".wal").Length;
            await store.CommitAsync(Commit(10 + Bulk, 10 + (2 * Bulk), Readings("a", Bulk, 10 + Bulk)), _limit.Token);
            after = new FileInfo(FilePath + ".wal").Length;
            File.Copy(FilePath + ".wal", Path.Combine(torn.FullName, "whole.wal"));
            foreach (var file in Directory.GetFiles(_folder.FullName, "x.duckdb"))
                File.Copy(file, Path.Combine(torn.FullName, "whole.duckdb"));
        }

        // The end of the transaction is its last entry, of 21 bytes.
        long[] ends = [before, before + 1, (before + after) / 2, after - 22, after - 21, after - 20, after - 1, after];
        var path = Path.Combine(torn.FullName, "x.duckdb");
        foreach (var end in ends)
        {
            File.Copy(Path.Combine(torn.FullName, "whole.duckdb"), path, overwrite: true);
            File.Copy(Path.Combine(torn.FullName, "whole.wal"), path + ".wal", overwrite: true);
            using (var log = File.OpenWrite(path + ".wal")) log.SetLength(end);
            await using var store = await OpenAsync(path);
            var offset = await store.ReadOffsetAsync(Key(), _limit.Token);
            offset.ShouldBe(end == after ? 10 + (2 * Bulk) : 10 + Bulk, $"cut at {end} of {before} to {after}");
            var rows = await store.QueryAsync(new StoreQuery("SELECT count(*), count(DISTINCT event_time) FROM reading"), _limit.Token);
            rows.Rows[0].ShouldBe([offset, offset], $"cut at {end} of {before} to {after}");
            await store.CommitAsync(Commit(offset, offset!.Value + 5, Readings("a", 5, offset.Value)), _limit.Token);
        }
    }

    [Theory]
    [InlineData(2000, 4 * 1024)]
    [InlineData(150_000, 2 * 1024)]
    public async Task On_a_full_disk_the_commit_fails_clearly_and_nothing_half_is_visible(int rowsPerCommit, int limitKiB)
    {
        using (var child = ChildProcess.Start(limitKiB, "store-open", FilePath, $"{rowsPerCommit}", "100000"))
        {
            var output = await child.RunToEndAsync(_limit.Token);
            child.ExitCode.ShouldBe(3, output);
            output.ShouldContain("error ");
            output.Split('\n').Last(l => l.StartsWith("error", StringComparison.Ordinal)).ShouldContain("disk");
            var after = output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];
            if (after.StartsWith("then", StringComparison.Ordinal)) after.ShouldContain("restart the process");
            else after.Split(' ').ShouldBe(["sees", after.Split(' ')[2], after.Split(' ')[1]]);
        }

        await using var store = await OpenAsync();
        var offset = await store.ReadOffsetAsync(Key(), _limit.Token) ?? 0;
        (await store.QueryAsync(new StoreQuery("SELECT count(*) FROM reading"), _limit.Token)).Rows[0][0].ShouldBe(offset);
        await store.CommitAsync(Commit(offset == 0 ? null : offset, offset + 5, Readings("a", 5, offset)), _limit.Token);
    }

    [Fact]
    public async Task A_second_process_is_told_who_owns_the_file_and_what_to_do()
    {
        await using var owner = await OpenAsync();
        using var child = ChildProcess.Start(fileSizeLimitKiB: null, "store-open", FilePath, "1", "1");
        var output = await child.RunToEndAsync(_limit.Token);
        child.ExitCode.ShouldBe(3, output);
        output.ShouldContain("one process owns the file");
        await owner.CommitAsync(Commit(null, 1, Readings("a", 1)), _limit.Token);
    }

    [Fact]
    public async Task A_second_open_in_the_same_process_is_refused_and_after_closing_allowed()
    {
        await using (var owner = await OpenAsync())
            (await Should.ThrowAsync<StoreException>(OpenAsync)).Message.ShouldContain("one process owns the file");
        await (await OpenAsync()).DisposeAsync();
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_with_its_path()
    {
        await File.WriteAllTextAsync(FilePath, new string('x', 100_000));
        (await Should.ThrowAsync<StoreException>(OpenAsync)).Message.ShouldContain(FilePath);
    }

    /// <summary>The binding ends texts with a zero: cut there, a parameter would ask for another asset's rows.</summary>
    [Fact]
    public async Task A_parameter_with_a_zero_character_is_refused_not_cut()
    {
        await using var store = await OpenAsync();
        await store.CommitAsync(Commit(null, 1, Readings("a", 3, 0)), _limit.Token);
        (await store.QueryAsync(new StoreQuery("SELECT count(*) FROM reading WHERE asset = ?", "a"), _limit.Token)).Rows[0][0].ShouldBe(3L);
        var refused = await Should.ThrowAsync<QueryRefusedException>(() =>
            store.QueryAsync(new StoreQuery("SELECT count(*) FROM reading WHERE asset = ?", "a\0b"), _limit.Token));
        refused.Message.ShouldContain("U+0000");
    }

    [Fact]
    public async Task A_newer_schema_is_refused()
    {
        await (await OpenAsync()).DisposeAsync();
        using (var database = Maintenance.Store.Sql.DuckDb.Native.NativeDatabase.Open(FilePath, []))
        using (var connection = database.Connect())
            connection.Execute("INSERT INTO schema_migration VALUES (9999, 'future', now()::TIMESTAMP)");
        (await Should.ThrowAsync<StoreException>(OpenAsync)).Message.ShouldContain("9999");
    }

    [Fact]
    public async Task A_failed_migration_leaves_the_version_before_it()
    {
        await using var store = (Maintenance.Store.Sql.DuckDb.DuckDbConditionStore)await OpenAsync();
        using var database = Maintenance.Store.Sql.DuckDb.Native.NativeDatabase.Open(Path.Combine(_folder.FullName, "other.duckdb"), []);
        using var connection = database.Connect();
        Maintenance.Store.Sql.DuckDb.Migration[] steps = [new(1, "one", "CREATE TABLE a (i INTEGER)"), new(2, "two", "CREATE TABLE b (i "
            + "INTEGER); CREATE TABLE a (i INTEGER)")];
        var migrator = new Maintenance.Store.Sql.DuckDb.Migrator(steps, TimeProvider.System, NullLogger.Instance);
        Should.Throw<StoreException>(() => migrator.Apply(connection)).Message.ShouldContain("two");
        connection.Execute("SELECT * FROM a");
        Should.Throw<Maintenance.Store.Sql.DuckDb.Native.DuckDbException>(() => connection.Execute("SELECT * FROM b"));
        new Maintenance.Store.Sql.DuckDb.Migrator([steps[0], new(2, "two", "CREATE TABLE b (i INTEGER)")], TimeProvider.System,
            NullLogger.Instance).Apply(connection).ShouldBe(2);
        connection.Execute("SELECT * FROM b");
    }

    [Fact]
    public async Task With_constant_retention_the_file_reaches_a_constant_size()
    {
        await using var store = await OpenAsync();
        var sizes = new List<long>();
        for (var i = 0; i < 8; i++)
        {
            await store.CommitAsync(Commit(i == 0 ? null : i, i + 1, Noise(130_000, i * 130_000)), _limit.Token);
            await store.DeleteOlderAsync(StoreTables.Reading, "event_time", Start + ((i - 1) * 130_000 * Second), _limit.Token);
            sizes.Add(new FileInfo(FilePath).Length);
        }
        sizes[^1].ShouldBeLessThan(sizes[3] * 3 / 2, string.Join(", ", sizes));

        static TableBatch Noise(int rows, long firstSecond)
        {
            var batch = Readings("a", rows, firstSecond);
            var seeded = new Random((int)firstSecond);
            foreach (ref var value in System.Runtime.InteropServices.MemoryMarshal.CreateSpan(
                ref System.Runtime.InteropServices.MemoryMarshal.GetReference(batch.Channel(StandardChannels.BearingTemperature).Values),
                rows)) value = seeded.NextSingle();
            return batch;
        }
    }

    private Task<IConditionStore> OpenAsync() => OpenAsync(FilePath);

    private async Task<IConditionStore> OpenAsync(string path)
    {
        var store = await ConditionStores.OpenAsync(new ConditionStoreOptions { Path = path, MemoryLimitMiB = 256 },
            NullLoggerFactory.Instance, _limit.Token);
        try
        {
            await store.MigrateAsync(_limit.Token);
            return store;
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }
}
