using System.Reflection;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Store.Sql;
using Microsoft.Extensions.Logging.Abstractions;

namespace Maintenance.Contracts.Tests.Sql;

/// <summary>The contract's teeth: stores that break one promise must fail the facts that check it.</summary>
public sealed class BrokenStoreTests
{
    [Fact]
    public Task A_store_that_ignores_the_expected_offset_fails() =>
        MustFailAsync(commit => new StoreCommit { Batches = commit.Batches },
            nameof(ConditionStoreContract.A_first_commit_that_expects_an_offset_changes_nothing));

    [Fact]
    public Task A_store_that_forgets_the_offset_fails() =>
        MustFailAsync(commit => new StoreCommit { Batches = commit.Batches },
            nameof(ConditionStoreContract.Offset_is_null_before_the_first_commit_and_then_what_was_committed));

    [Fact]
    public Task A_store_that_writes_table_by_table_fails() =>
        MustFailAsync(commit => commit, nameof(ConditionStoreContract.A_commit_that_fails_in_its_last_table_leaves_no_row_and_no_offset),
            tableByTable: true);

    [Fact]
    public Task A_store_that_moves_the_offset_after_the_rows_fails() =>
        MustFailAsync(commit => commit, nameof(ConditionStoreContract.Reads_always_see_whole_commits_while_they_are_written),
            tableByTable: true);

    [Fact]
    public Task A_store_that_writes_before_it_compares_fails() =>
        MustFailAsync(commit => commit, nameof(ConditionStoreContract.Of_many_commits_with_the_same_expected_offset_one_wins),
            tableByTable: true);

    [Fact]
    public Task A_store_that_loses_a_batch_fails() =>
        MustFailAsync(commit => new StoreCommit { Batches = [.. commit.Batches.Skip(1)], Offset = commit.Offset },
            nameof(ConditionStoreContract.A_commit_writes_all_its_tables_and_its_offset));

    [Fact]
    public async Task The_same_facts_pass_on_an_unbroken_store()
    {
        foreach (var fact in new[]
        {
            nameof(ConditionStoreContract.A_first_commit_that_expects_an_offset_changes_nothing),
            nameof(ConditionStoreContract.A_commit_that_fails_in_its_last_table_leaves_no_row_and_no_offset),
            nameof(ConditionStoreContract.Of_many_commits_with_the_same_expected_offset_one_wins),
        })
            await RunAsync(commit => commit, fact, tableByTable: false);
    }

    private static async Task MustFailAsync(Func<StoreCommit, StoreCommit> change, string fact, bool tableByTable = false) =>
        await Assert.ThrowsAsync<ShouldAssertException>(() => RunAsync(change, fact, tableByTable));

    private static async Task RunAsync(Func<StoreCommit, StoreCommit> change, string fact, bool tableByTable)
    {
        var contract = new Contract(change, tableByTable);
        await contract.InitializeAsync();
        try
        {
            await (Task)typeof(ConditionStoreContract)
                .GetMethod(fact, BindingFlags.Public | BindingFlags.Instance)!.Invoke(contract, null)!;
        }
        finally
        {
            await contract.DisposeAsync();
        }
    }

    private sealed class Contract(Func<StoreCommit, StoreCommit> change, bool tableByTable) : ConditionStoreContract
    {
        protected override async Task<IConditionStore> OpenAsync(string folder, CancellationToken cancellationToken) => new BrokenStore(
            await ConditionStores.OpenAsync(new ConditionStoreOptions { DataDirectory = folder, MemoryLimitMiB = 256 },
                NullLoggerFactory.Instance, cancellationToken), change, tableByTable);

        protected override string SqlType(TableSchema table, TableColumn column) => throw new NotSupportedException();
    }

    private sealed class BrokenStore(IConditionStore store, Func<StoreCommit, StoreCommit> change, bool tableByTable)
        : StoreDecorator(store)
    {
        public override async Task CommitAsync(StoreCommit commit, CancellationToken cancellationToken)
        {
            commit = change(commit);
            if (tableByTable)
                foreach (var batch in commit.Batches) await base.CommitAsync(new StoreCommit { Batches = [batch] }, cancellationToken);
            await base.CommitAsync(new StoreCommit { Batches = tableByTable ? [] : commit.Batches, Offset = commit.Offset },
                cancellationToken);
        }

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            await DisposeInnerAsync();
        }
    }
}
