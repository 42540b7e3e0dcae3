using Maintenance.Core.Tables;
using Maintenance.Store.DuckDb;

namespace Maintenance.Store;

/// <summary>The bare engine's append rate, to which the bench compares the whole pipeline.</summary>
public static class StoreFloor
{
    /// <summary>
    /// Appends the same rows again and again to one table of a fresh file through the engine's bulk interface, in durable transactions.
    /// Nothing else happens in the loop: the rows are converted to the engine's own chunks before the clock starts.
    /// </summary>
    /// <param name="rows">Rows of one append-only table; at least 2,048.</param>
    /// <param name="folder">An existing folder on the disk to measure; a file is made in it and deleted.</param>
    /// <param name="duration">How long; the last transaction is finished.</param>
    /// <param name="options">Engine settings, for an equal comparison.</param>
    /// <returns>Rows a second.</returns>
    public static double MeasureRowsPerSecond(TableBatch rows, string folder, TimeSpan duration, ConditionStoreOptions options) =>
        BareAppender.MeasureRowsPerSecond(rows, folder, duration, options);
}
