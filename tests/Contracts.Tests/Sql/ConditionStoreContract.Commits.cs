using Maintenance.Core.Channels;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using static Maintenance.Contracts.Tests.Sql.Rows;

namespace Maintenance.Contracts.Tests.Sql;

/// <summary>Atomicity, compare-and-set, group commits, visibility, durability.</summary>
public abstract partial class ConditionStoreContract
{
    [Fact]
    public async Task Offset_is_null_before_the_first_commit_and_then_what_was_committed()
    {
        (await Store.ReadOffsetAsync(Key(), Stop)).ShouldBeNull();
        await Store.CommitAsync(Commit(null, 7), Stop);
        (await Store.ReadOffsetAsync(Key(), Stop)).ShouldBe(7);
        (await Store.ReadOffsetAsync(Key(1), Stop)).ShouldBeNull();
    }

    [Fact]
    public async Task A_commit_writes_all_its_tables_and_its_offset()
    {
        var letter = Of(StoreTables.DeadLetter, [("received", Start), ("asset", "a"), ("reason", "malformed"), ("readings", 2)]);
        await Store.CommitAsync(Commit(null, 3, Readings("a", 10), letter, Readings("b", 5)), Stop);
        (await CountAsync(StoreTables.Reading)).ShouldBe(15);
        (await CountAsync(StoreTables.DeadLetter)).ShouldBe(1);
        (await Store.ReadOffsetAsync(Key(), Stop)).ShouldBe(3);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(4L)]
    [InlineData(6L)]
    public async Task A_commit_with_another_expected_offset_changes_nothing(long? expected)
    {
        await Store.CommitAsync(Commit(null, 5, Readings("a", 1)), Stop);
        var error = await Should.ThrowAsync<OffsetConflictException>(() =>
            Store.CommitAsync(Commit(expected, 9, Readings("a", 100)), Stop));
        error.Found.ShouldBe(5);
        (await CountAsync(StoreTables.Reading)).ShouldBe(1);
        (await Store.ReadOffsetAsync(Key(), Stop)).ShouldBe(5);
    }

    [Fact]
    public async Task A_first_commit_that_expects_an_offset_changes_nothing()
    {
        (await Should.ThrowAsync<OffsetConflictException>(() =>
            Store.CommitAsync(Commit(0, 1, Readings("a", 1)), Stop))).Found.ShouldBeNull();
        (await CountAsync(StoreTables.Reading)).ShouldBe(0);
    }

    [Fact]
    public async Task A_commit_that_fails_in_its_last_table_leaves_no_row_and_no_offset()
    {
        // A key column that is NULL cannot be stored, and is found only when the rows reach the engine.
        var bad = Of(StoreTables.Model, [("model_hash", null), ("name", "x")]);
        await Should.ThrowAsync<StoreException>(() => Store.CommitAsync(Commit(null, 1, Readings("a", 5000), bad), Stop));
        (await CountAsync(StoreTables.Reading)).ShouldBe(0);
        (await Store.ReadOffsetAsync(Key(), Stop)).ShouldBeNull();
        await Store.CommitAsync(Commit(null, 1, Readings("a", 5)), Stop);
        (await CountAsync(StoreTables.Reading)).ShouldBe(5);
    }

    [Fact]
    public async Task Of_commits_at_the_same_time_a_conflicting_and_a_bad_one_fail_alone()
    {
        await Store.CommitAsync(Commit(1, null, 10), Stop);
        var commits = Enumerable.Range(2, 20).Select(p => Store.CommitAsync(Commit(p, null, 1, Readings($"p{p}", 100)), Stop)).ToList();
        var conflict = Store.CommitAsync(Commit(1, 9, 11, Readings("conflict", 100)), Stop);
        var bad = Store.CommitAsync(Commit(30, null, 1, Of(StoreTables.Model, [("model_hash", null)])), Stop);
        commits.AddRange(Enumerable.Range(40, 20).Select(p => Store.CommitAsync(Commit(p, null, 1, Readings($"p{p}", 100)), Stop)));

        await Should.ThrowAsync<OffsetConflictException>(() => conflict);
        await Should.ThrowAsync<StoreException>(() => bad);
        await Task.WhenAll(commits);
        (await CountAsync(StoreTables.Reading)).ShouldBe(4000);
        (await ScalarAsync("SELECT count(*) FROM reading WHERE asset = ?", "conflict")).ShouldBe(0L);
        (await Store.ReadOffsetAsync(Key(1), Stop)).ShouldBe(10);
        (await Store.ReadOffsetAsync(Key(30), Stop)).ShouldBeNull();
    }

    [Fact]
    public async Task Of_many_commits_with_the_same_expected_offset_one_wins()
    {
        var attempts = Enumerable.Range(0, 16).Select(i => Attempt(Commit(null, i + 1, Readings($"a{i}", 10)))).ToArray();
        (await Task.WhenAll(attempts)).Count(won => won).ShouldBe(1);
        (await CountAsync(StoreTables.Reading)).ShouldBe(10);

        async Task<bool> Attempt(StoreCommit commit)
        {
            try
            {
                await Store.CommitAsync(commit, Stop);
                return true;
            }
            catch (OffsetConflictException)
            {
                return false;
            }
        }
    }

    [Fact]
    public async Task Commits_of_one_partition_sent_without_waiting_follow_each_other()
    {
        var commits = new List<Task> { Store.CommitAsync(Commit(null, 1, Readings("a", 1)), Stop) };
        for (var i = 1; i < 50; i++) commits.Add(Store.CommitAsync(Commit(i, i + 1, Readings("a", 1, i)), Stop));
        await Task.WhenAll(commits);
        (await Store.ReadOffsetAsync(Key(), Stop)).ShouldBe(50);
        (await CountAsync(StoreTables.Reading)).ShouldBe(50);
    }

    [Fact]
    public async Task A_query_after_a_commit_sees_its_rows_and_batches_may_be_reused()
    {
        var batch = Readings("a", 3000);
        for (var i = 0; i < 20; i++)
        {
            await Store.CommitAsync(Commit(i == 0 ? null : i, i + 1, batch), Stop);
            (await CountAsync(StoreTables.Reading)).ShouldBe(3000 * (i + 1));
            batch.Clear();
            batch = Readings("a", 3000, 3000 * (i + 1));
        }
    }

    [Fact]
    public async Task Rows_and_offset_outlive_a_reopen()
    {
        await Store.CommitAsync(Commit(null, 3, Readings("a", 200_000)), Stop);
        await Store.CommitAsync(Commit(3, 4, Readings("a", 10, 200_000)), Stop);
        await ReopenAsync();
        (await CountAsync(StoreTables.Reading)).ShouldBe(200_010);
        (await Store.ReadOffsetAsync(Key(), Stop)).ShouldBe(4);
        await Store.CommitAsync(Commit(4, 5, Readings("a", 1, 300_000)), Stop);
    }

    [Fact]
    public async Task Reads_always_see_whole_commits_while_they_are_written()
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var reads = 0;
        var reader = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                var row = (await RowsAsync("SELECT (SELECT count(*) FROM reading), (SELECT coalesce(max(next_offset), 0) FROM "
                    + "log_offset)"))[0];
                row[0].ShouldBe((long)row[1]! * 1500);
                reads++;
            }
        });
        for (var i = 0; i < 100; i++)
            await Store.CommitAsync(Commit(i == 0 ? null : i, i + 1, Readings("a", 1000, i * 1000), Readings("b", 500, i)), Stop);
        await done.CancelAsync();
        await reader;
        reads.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_batch_with_columns_of_different_length_is_refused()
    {
        var batch = Readings("a", 3);
        batch.Channel(StandardChannels.VibrationTorsional).Add(1);
        await Should.ThrowAsync<InvalidOperationException>(() => Store.CommitAsync(Commit(batch), Stop));
    }

    [Fact]
    public async Task A_cancelled_wait_leaves_the_store_usable()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => Store.CommitAsync(Commit(null, 1, Readings("a", 1)), cancelled.Token));
        var offset = await Store.ReadOffsetAsync(Key(), Stop);
        await Store.CommitAsync(Commit(offset, 2, Readings("b", 1)), Stop);
        (await Store.ReadOffsetAsync(Key(), Stop)).ShouldBe(2);
    }
}
