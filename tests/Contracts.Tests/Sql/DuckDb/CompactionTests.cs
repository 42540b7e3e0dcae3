using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Store.Sql;
using Microsoft.Extensions.Logging.Abstractions;
using static Maintenance.Contracts.Tests.Sql.Rows;

namespace Maintenance.Contracts.Tests.Sql.DuckDb;

/// <summary>Checkpoints leave row groups as they are, and what they leave is merged beside commits.</summary>
public sealed class CompactionTests : IDisposable
{
    // A checkpoint follows every second one.
    private const int Commits = 140;
    private const int ReadingsPerCommit = 1000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("store-compaction-");
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(3));

    private string FilePath => Path.Combine(_folder.FullName, "x.duckdb");

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        _limit.Dispose();
    }

    [Fact]
    public async Task Small_row_groups_are_merged_beside_commits_and_no_row_changes()
    {
        await using var store = await FillAsync();
        (await RowGroupsAsync(store, "reading")).ShouldBeGreaterThanOrEqualTo(Commits / 2, "a checkpoint merges nothing");
        (await RowGroupsAsync(store, "assessment")).ShouldBeGreaterThanOrEqualTo(Commits / 2);
        var waveforms = await RowGroupsAsync(store, "waveform");
        var (readings, assessments) = (await ContentAsync(store, "reading"), await ContentAsync(store, "assessment"));

        var merging = store.CompactAsync(_limit.Token);
        for (var i = 0L; i < 50; i++) await store.CommitAsync(Commit(1, i == 0 ? null : i, i + 1, Readings("other", 1, i)), _limit.Token);
        (await merging).ShouldBeGreaterThan(Commits * ReadingsPerCommit * 4L / 5);

        (await RowGroupsAsync(store, "reading")).ShouldBeLessThan(15);
        (await RowGroupsAsync(store, "assessment")).ShouldBeLessThan(5);
        (await RowGroupsAsync(store, "waveform")).ShouldBe(waveforms);
        (await ContentAsync(store, "reading")).ShouldBe(readings);
        (await ContentAsync(store, "assessment")).ShouldBe(assessments);
        (await ScalarAsync(store, "SELECT count(*) FROM reading WHERE asset = 'other'")).ShouldBe(50L);
        (await store.CompactAsync(_limit.Token)).ShouldBe(0, "nothing is left that is worth it");
    }

    [Fact]
    public async Task After_kill_9_in_the_middle_no_row_is_lost_or_doubled()
    {
        string readings, assessments;
        await using (var store = await FillAsync())
            (readings, assessments) = (await ContentAsync(store, "reading"), await ContentAsync(store, "assessment"));
        var seeded = new Random(20260102);
        for (var round = 0; round < 8; round++)
        {
            using var child = ChildProcess.Start(fileSizeLimitKiB: null, "store-compactor", FilePath);
            (await child.Output.ReadLineAsync(_limit.Token)).ShouldBe("open");
            await Task.Delay(seeded.Next(0, 40), _limit.Token);
            await child.KillAsync();
            await using var store = await OpenAsync();
            (await ContentAsync(store, "reading")).ShouldBe(readings, $"round {round}");
            (await ContentAsync(store, "assessment")).ShouldBe(assessments, $"round {round}");
        }
    }

    // Every commit has a waveform of more than the size at which the write-ahead log is checkpointed.
    private async Task<IConditionStore> FillAsync()
    {
        var store = await OpenAsync();
        var samples = new byte[(1 << 20) + 100_000];
        new Random(1).NextBytes(samples);
        for (var i = 0L; i < Commits; i++)
            await store.CommitAsync(Commit(i == 0 ? null : i, i + 1, Readings("a", ReadingsPerCommit, i * ReadingsPerCommit, i),
                Of(StoreTables.Assessment, [("asset", "a"), ("event_time", Start + (i * Second)), ("known_at", Start + (i * Second))]),
                Of(StoreTables.Waveform, [("asset", "a"), ("event_time", Start + (i * Second)), ("samples", samples)])), _limit.Token);
        return store;
    }

    private async Task<IConditionStore> OpenAsync()
    {
        var store = await ConditionStores.OpenAsync(
            new ConditionStoreOptions { Path = FilePath, CheckpointThresholdMiB = 1 }, NullLoggerFactory.Instance, _limit.Token);
        await store.MigrateAsync(_limit.Token);
        return store;
    }

    private async Task<long> RowGroupsAsync(IConditionStore store, string table) =>
        (long)(await ScalarAsync(store, $"SELECT count(DISTINCT row_group_id) FROM pragma_storage_info('{table}')"))!;

    private async Task<string> ContentAsync(IConditionStore store, string table) =>
        (string)(await ScalarAsync(store, $"SELECT count(*)::VARCHAR || ' ' || sum(hash(t))::VARCHAR FROM {table} AS t "
            + "WHERE asset = 'a'"))!;

    private async Task<object?> ScalarAsync(IConditionStore store, string sql) =>
        (await store.QueryAsync(new StoreQuery(sql), _limit.Token)).Scalar;
}
