using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Store.Sql;
using Maintenance.Tests.Galera;
using Microsoft.Extensions.Logging.Abstractions;
using MySqlConnector;

namespace Maintenance.Contracts.Tests.Sql.MySql;

/// <summary>A database that an earlier build made, with a column less.</summary>
[Collection(GaleraCluster.Collection)]
[Trait(TestKind.Name, TestKind.Server)]
public sealed class SchemaUpgradeTests(GaleraCluster cluster) : IDisposable
{
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(2));

    public void Dispose() => _limit.Dispose();

    /// <summary>A view that says SELECT * keeps the columns its table had when it was made.</summary>
    [Fact]
    public async Task A_column_that_is_added_is_in_the_views_too()
    {
        var database = await cluster.NewDatabaseAsync(_limit.Token);
        await (await MigrateAsync(database)).DisposeAsync();
        await using (var connection = await cluster.Nodes[0].ConnectAsync(_limit.Token))
            foreach (var statement in new[]
            {
                $"ALTER TABLE {database}.assessment DROP COLUMN reasons",
                $"ALTER TABLE {database}.assessment_newest DROP COLUMN reasons",
                $"CREATE OR REPLACE VIEW {database}.assessment_latest AS SELECT * FROM {database}.assessment_newest",
                $"UPDATE {database}.schema_migration SET name = 'an earlier build' WHERE version = 0",
            })
            {
                await using var command = new MySqlCommand(statement, connection);
                await command.ExecuteNonQueryAsync(_limit.Token);
            }

        await using var store = await MigrateAsync(database);
        foreach (var view in new[] { "assessment_latest", "assessment_current" })
            (await store.QueryAsync(new StoreQuery($"SELECT {StoreTables.Assessment.ColumnList} FROM {view}"),
                _limit.Token)).Rows.ShouldBeEmpty();
    }

    private async Task<IConditionStore> MigrateAsync(string database)
    {
        var store = await ConditionStores.OpenAsync(cluster.Options(database), NullLoggerFactory.Instance, _limit.Token);
        await store.MigrateAsync(_limit.Token);
        return store;
    }
}
