using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Store.Sql;
using Microsoft.Extensions.Logging.Abstractions;

namespace Maintenance.Contracts.Tests.Sql.DuckDb;

/// <summary>The contract on the embedded engine.</summary>
public sealed class DuckDbConditionStoreContractTests : ConditionStoreContract
{
    protected override Task<IConditionStore> OpenAsync(string folder, CancellationToken cancellationToken) =>
        ConditionStores.OpenAsync(new ConditionStoreOptions { DataDirectory = folder, MemoryLimitMiB = 256 }, NullLoggerFactory.Instance,
            cancellationToken);

    protected override string SqlType(TableSchema table, TableColumn column) => column.Type switch
    {
        ColumnType.TinyInt => "UTINYINT",
        ColumnType.Integer => "INTEGER",
        ColumnType.BigInt => "BIGINT",
        ColumnType.Real => "FLOAT",
        ColumnType.DoublePrecision => "DOUBLE",
        ColumnType.Text => "VARCHAR",
        ColumnType.Timestamp => "TIMESTAMP",
        ColumnType.Blob => "BLOB",
        _ => throw new ArgumentOutOfRangeException(nameof(column)),
    };
}
