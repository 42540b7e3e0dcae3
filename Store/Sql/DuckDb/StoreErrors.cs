using Maintenance.Core.Ports;
using Maintenance.Store.Sql.DuckDb.Native;

namespace Maintenance.Store.Sql.DuckDb;

/// <summary>
/// Translates engine errors to store exceptions, and records a fatal one: DuckDB then refuses all calls until the file is reopened.
/// Threading: any thread.
/// </summary>
internal sealed class StoreErrors(string path)
{
    private volatile string? _fatal;

    /// <summary>True if the process must reopen the store.</summary>
    public bool IsBroken => _fatal is not null;

    /// <exception cref="StoreException">A fatal error happened before.</exception>
    public void ThrowIfBroken()
    {
        if (_fatal is { } reason) throw new StoreException(BrokenText(reason));
    }

    /// <summary>Error of a query.</summary>
    public StoreException OfQuery(DuckDbException error)
    {
        Remember(error);
        return new StoreException(
            IsBroken ? BrokenText(error.Message) : $"The query failed: {error.Message}", isTransient: error.IsOutOfMemory, inner: error);
    }

    /// <summary>Error before or at a commit; the transaction was rolled back.</summary>
    /// <param name="error">Engine's error.</param>
    /// <param name="atCommit">True if the commit itself failed: after a fatal error its outcome is known only after the next
    /// start.</param>
    public StoreException OfCommit(Exception error, bool atCommit)
    {
        if (error is not DuckDbException known)
            return new StoreException($"Nothing was written: {error.Message} This is a bug in the rows passed or in the store.",
                inner: error);
        Remember(known);
        if (known.InvalidatesDatabase) return new StoreException(BrokenText(known.Message), outcomeUnknown: atCommit, inner: error);
        var transient = known.IsOutOfMemory || known.IsInputOutput;
        var hint = known.IsOutOfMemory ? " Raise Store:MemoryLimitMiB or commit fewer rows at once."
            : transient ? " Check free space and health of the disk, then try again." : "";
        return new StoreException($"Nothing was written to {path}: {known.Message}{hint}", transient, inner: error);
    }

    /// <summary>Records an error that requires a restart.</summary>
    public void Remember(DuckDbException error)
    {
        if (error.InvalidatesDatabase) _fatal ??= error.Message;
    }

    private string BrokenText(string reason) =>
        $"The store {path} stopped itself after an error it cannot continue from; all committed rows are safe. "
        + $"Remove the cause (often a full or failing disk) and restart the process. Cause: {reason}";
}
