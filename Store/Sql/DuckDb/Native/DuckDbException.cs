using DuckDB.NET.Native;

namespace Maintenance.Store.Sql.DuckDb.Native;

/// <summary>The engine's native error, before translation to a <c>StoreException</c>.</summary>
internal sealed class DuckDbException(string message, DuckDBErrorType type) : Exception(message)
{
    public DuckDBErrorType Type { get; } = type;

    /// <summary>
    /// The database refuses all calls until reopened. DuckDB reports it by type, or by wrapping the first fatal error
    /// in "database has been invalidated".
    /// </summary>
    public bool InvalidatesDatabase =>
        Type is DuckDBErrorType.Fatal or DuckDBErrorType.Internal
            || Message.Contains("database has been invalidated", StringComparison.OrdinalIgnoreCase);

    /// <summary>The memory limit was reached. A failed COMMIT wraps it in an error of another type.</summary>
    public bool IsOutOfMemory => Type is DuckDBErrorType.OutOfMemory
        || Message.Contains("Out of Memory", StringComparison.OrdinalIgnoreCase)
        || Message.Contains("failed to pin block", StringComparison.OrdinalIgnoreCase)
        || Message.Contains("could not allocate block", StringComparison.OrdinalIgnoreCase);

    /// <summary>The disk is full or failed. A failed COMMIT wraps it in an error of another type.</summary>
    public bool IsInputOutput => Type is DuckDBErrorType.Io
        || Message.Contains("Could not write", StringComparison.OrdinalIgnoreCase)
        || Message.Contains("Could not sync", StringComparison.OrdinalIgnoreCase)
        || Message.Contains("fsync failed", StringComparison.OrdinalIgnoreCase)
        || Message.Contains("No space left", StringComparison.OrdinalIgnoreCase);

    public bool IsInterrupt => Type is DuckDBErrorType.Interrupt || Message.StartsWith("INTERRUPT", StringComparison.OrdinalIgnoreCase);
}
