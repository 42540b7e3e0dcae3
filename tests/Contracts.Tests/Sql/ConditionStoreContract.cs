using Maintenance.Core.Ports;
using Maintenance.Core.Tables;

namespace Maintenance.Contracts.Tests.Sql;

/// <summary>
/// What every engine of <see cref="IConditionStore"/> must do. Each engine subclasses it; <c>ComplianceTests</c> sees to that.
/// </summary>
public abstract partial class ConditionStoreContract : IAsyncLifetime
{
    private IConditionStore? _store;

    protected IConditionStore Store => _store ?? throw new InvalidOperationException("Not opened.");

    /// <summary>Ends a test that hangs. (Its source is collected with its timer.)</summary>
    protected CancellationToken Stop { get; } = new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;

    protected DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("store-contract-");

    /// <summary>Opens the engine on data in a folder; not migrated.</summary>
    protected abstract Task<IConditionStore> OpenAsync(string folder, CancellationToken cancellationToken);

    public async Task InitializeAsync()
    {
        _store = await OpenAsync(Folder.FullName, Stop);
        await _store.MigrateAsync(Stop);
    }

    public async Task DisposeAsync()
    {
        if (_store is not null) await _store.DisposeAsync();
        Folder.Delete(recursive: true);
    }

    [Fact]
    public void The_engine_is_the_one_the_suite_is_named_after() => GetType().Name.ShouldBe($"{Store.GetType().Name}ContractTests");

    protected async Task ReopenAsync()
    {
        await Store.DisposeAsync();
        await InitializeAsync();
    }

    protected async Task<object?> ScalarAsync(string sql, params object?[] parameters)
    {
        var result = await Store.QueryAsync(new StoreQuery(sql, parameters), Stop);
        result.Rows.Count.ShouldBe(1, sql);
        return result.Rows[0][0];
    }

    protected async Task<long> CountAsync(TableSchema table) => (long)(await ScalarAsync($"SELECT count(*) FROM {table.Name}"))!;

    protected async Task<List<object?[]>> RowsAsync(string sql, params object?[] parameters) =>
        [.. (await Store.QueryAsync(new StoreQuery(sql, parameters), Stop)).Rows];
}
