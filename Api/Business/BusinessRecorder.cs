using System.Globalization;
using Maintenance.Api.Access;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;

namespace Maintenance.Api.Business;

/// <summary>Writes lists of production, costs, budgets or rates, each in one transaction with its entry in the audit.</summary>
internal sealed class BusinessRecorder(IConditionStore store, AuditTrail audit)
{
    /// <summary>Writes a list: all or nothing. Sent again it replaces itself.</summary>
    /// <exception cref="StoreException">The store cannot be written; nothing was recorded.</exception>
    public Task RecordAsync<TRow>(TableBatch<TRow> rows, string actor, CancellationToken cancellationToken)
        where TRow : struct, ITableRow<TRow>
    {
        var entry = audit.Row(actor, $"record-{TRow.Table.Name}", rows.Column<string>(TRow.Table.Columns[0].Name).Values[0],
            string.Create(CultureInfo.InvariantCulture, $"{rows.RowCount} rows"));
        return store.CommitAsync(new StoreCommit { Batches = [rows, TableBatch.Of(entry)] }, cancellationToken);
    }
}
