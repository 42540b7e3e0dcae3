namespace Maintenance.Store.DuckDb.Native;

/// <summary>The engine's own error, before it is told in the store's words.</summary>
internal sealed class DuckDbException(string message, DuckDbErrorType type) : Exception(message)
{
    public DuckDbErrorType Type { get; } = type;

    /// <summary>
    /// The database refuses everything until it is opened again. DuckDB says so by type, or by wrapping the first fatal error
    /// in "database has been invalidated".
    /// </summary>
    public bool InvalidatesDatabase =>
        Type is DuckDbErrorType.Fatal or DuckDbErrorType.Internal || Message.Contains("database has been invalidated", StringComparison.OrdinalIgnoreCase);

    public bool IsOutOfMemory => Type is DuckDbErrorType.OutOfMemory || Message.StartsWith("Out of Memory", StringComparison.OrdinalIgnoreCase);

    public bool IsInterrupt => Type is DuckDbErrorType.Interrupt || Message.StartsWith("INTERRUPT", StringComparison.OrdinalIgnoreCase);
}
