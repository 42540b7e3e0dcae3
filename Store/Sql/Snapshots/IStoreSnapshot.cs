using Maintenance.Core.Ports;
using Maintenance.Core.Tables;

namespace Maintenance.Store.Sql.Snapshots;

/// <summary>A consistent snapshot of an engine's tables while others keep writing. Threading: one user.</summary>
internal interface IStoreSnapshot : IAsyncDisposable
{
    /// <summary>Next offsets of all readers, consistent with the rows.</summary>
    IReadOnlyList<(OffsetKey Key, long Next)> Offsets { get; }

    /// <summary>Streams rows of a table into a sink; memory does not grow with the rows.</summary>
    /// <param name="table">The table.</param>
    /// <param name="condition">SQL after WHERE; empty: all rows.</param>
    /// <param name="parameters">Its parameters, in order.</param>
    /// <param name="sink">Receives the rows.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    Task CopyAsync(TableSchema table, string condition, object?[] parameters, IRowSink sink, CancellationToken cancellationToken);
}
