using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Store.Sql.DuckDb;
using Maintenance.Store.Sql.MySql;

namespace Maintenance.Store.Sql;

/// <summary>Append rates of the bare engines: the baseline of the store benchmark.</summary>
public static class StoreFloor
{
    /// <summary>
    /// Appends the same rows repeatedly to one table of a new file through the engine's bulk interface, in durable transactions.
    /// Nothing else happens in the loop: the rows are converted to the engine's own chunks before the clock starts.
    /// </summary>
    /// <param name="rows">Rows of one append-only table; at least 2,048.</param>
    /// <param name="folder">An existing folder on the disk to measure; a file is made in it and deleted.</param>
    /// <param name="duration">How long; the last transaction is finished.</param>
    /// <param name="options">Engine settings, for an equal comparison.</param>
    /// <returns>Rows per second.</returns>
    public static double MeasureRowsPerSecond(TableBatch rows, string folder, TimeSpan duration, ConditionStoreOptions options) =>
        BareAppender.MeasureRowsPerSecond(rows, folder, duration, options);

    /// <summary>
    /// Loads rows repeatedly through the MySQL driver's bulk loader, one transaction and one connection per batch, into its own
    /// table: the text is generated before the clock starts.
    /// </summary>
    /// <param name="batches">Rows of one append-only table, which the store has been migrated to have.</param>
    /// <param name="options">The servers.</param>
    /// <param name="duration">How long; the last transactions are finished.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>Rows, and the seconds they took.</returns>
    public static Task<(long Rows, double Seconds)> MeasureLoadAsync(
        IReadOnlyList<TableBatch> batches, MySqlWireOptions options, TimeSpan duration, CancellationToken cancellationToken) =>
        new BareLoader(options).MeasureAsync(batches, duration, cancellationToken);

    /// <summary>Runs a benchmark on a database without tables and drops its tables afterwards, even if it fails.</summary>
    /// <exception cref="StoreException">The database has tables.</exception>
    public static async Task<T> OnEmptyDatabaseAsync<T>(MySqlWireOptions options, Func<Task<T>> bench, CancellationToken cancellationToken)
    {
        var database = new BareLoader(options);
        await database.RequireEmptyAsync(cancellationToken);
        try
        {
            return await bench();
        }
        finally
        {
            await database.ClearAsync(CancellationToken.None);
        }
    }
}
