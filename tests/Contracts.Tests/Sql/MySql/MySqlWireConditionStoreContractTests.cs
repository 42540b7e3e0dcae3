using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Store.Sql;
using Maintenance.Tests.Galera;
using Microsoft.Extensions.Logging.Abstractions;

namespace Maintenance.Contracts.Tests.Sql.MySql;

/// <summary>The contract on three nodes of a Galera cluster.</summary>
[Collection(GaleraCluster.Collection)]
[Trait(TestKind.Name, TestKind.Server)]
public sealed class MySqlWireConditionStoreContractTests(GaleraCluster cluster) : ConditionStoreContract
{
    private string? _database;

    protected override int ManyRows => 60_000;

    protected override string SchemaName => _database!;

    protected override async Task<IConditionStore> OpenAsync(string folder, CancellationToken cancellationToken)
    {
        // Emptied once a test: a reopened store finds its rows.
        _database ??= await cluster.EmptyDatabaseAsync(cancellationToken);
        return await ConditionStores.OpenAsync(cluster.Options(_database), NullLoggerFactory.Instance, cancellationToken);
    }

    protected override string SqlType(TableSchema table, TableColumn column) => column.Type switch
    {
        ColumnType.TinyInt => "tinyint",
        ColumnType.Integer => "int",
        ColumnType.BigInt => "bigint",
        ColumnType.Real => "float",
        ColumnType.DoublePrecision => "double",
        // What is a key or in an index has a length; all other text has none.
        ColumnType.Text => column.Name == "asset" || table.Columns.Take(table.KeyColumns).Contains(column) ? "varchar" : "longtext",
        ColumnType.Timestamp => "datetime",
        ColumnType.Blob => "longblob",
        _ => throw new ArgumentOutOfRangeException(nameof(column)),
    };
}
