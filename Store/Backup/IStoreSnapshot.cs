using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Store.Sql.DuckDb.Native;

namespace Maintenance.Store.Backup;

/// <summary>An engine's tables as they were at one moment, while others write on. Threading: one user.</summary>
internal interface IStoreSnapshot : IAsyncDisposable
{
    /// <summary>Next offsets of all readers, in the state of the rows.</summary>
    IReadOnlyList<(OffsetKey Key, long Next)> Offsets { get; }

    /// <summary>Streams rows of a table into an appender of the same columns; memory does not grow with the rows.</summary>
    /// <param name="table">The table.</param>
    /// <param name="condition">SQL after WHERE; empty: all rows.</param>
    /// <param name="parameters">Its parameters, in order.</param>
    /// <param name="target">Takes the rows.</param>
    /// <param name="appended">Told how many rows were handed over since the last time.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task CopyAsync(TableSchema table, string condition, object?[] parameters, NativeAppender target, Action<int> appended, CancellationToken cancellationToken);
}
