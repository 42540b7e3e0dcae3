namespace Maintenance.Store.Sql.DuckDb.Queries;

/// <summary>How the size of a function's result follows from its arguments; the bounds on a statement are computed from it.</summary>
internal enum SqlFunction
{
    /// <summary>A number, a time or a truth: of fixed size.</summary>
    Fixed,

    /// <summary>At most as large as its largest argument.</summary>
    Same,

    /// <summary>As large as all arguments together.</summary>
    Joined,

    /// <summary>At most twice its argument, as an encoding is.</summary>
    Doubled,

    /// <summary>Each part of the first argument may become the last one, which must be written out.</summary>
    Replaced,

    /// <summary>The first argument as often as the second says, which must be written out.</summary>
    Repeated,

    /// <summary>Filled up to the length that the second argument says, which must be written out.</summary>
    Padded,

    /// <summary>Matches the first argument with a pattern, which must be written out; linear in the text.</summary>
    Matched,

    /// <summary>Matches with a pattern that must be written out and have at most two wildcards: more take polynomial time.</summary>
    Backtracked,

    /// <summary>An aggregate whose result grows with the rows; its memory is within the store's limit. Not over a window.</summary>
    Collected,

    /// <summary>An aggregate of fixed size that may be used over a window.</summary>
    Windowed,

    /// <summary>An aggregate of fixed size whose cost over a window is not bounded.</summary>
    Aggregated,

    /// <summary>A source of rows, in FROM only.</summary>
    Source,
}
