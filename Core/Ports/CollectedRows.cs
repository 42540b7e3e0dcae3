namespace Maintenance.Core.Ports;

/// <summary>Collects the rows of a query in memory, within a limit.</summary>
/// <param name="maxBytes">Memory that values may take, in bytes.</param>
public sealed class CollectedRows(long maxBytes = CollectedRows.MaxBytes) : IQuerySink
{
    // Text and bytes of one result: a few rows of huge texts must not exhaust the process's memory.
    private const long MaxBytes = 64L << 20;
    private const int BytesPerNumber = 32;

    private readonly List<object?[]> _rows = [];
    private IReadOnlyList<QueryColumn> _columns = [];
    private long _bytes;

    /// <summary>Called once, before any row.</summary>
    public ValueTask StartAsync(IReadOnlyList<QueryColumn> columns, CancellationToken cancellationToken)
    {
        _columns = columns;
        return ValueTask.CompletedTask;
    }

    /// <exception cref="QueryRefusedException">The values take more memory than allowed.</exception>
    public ValueTask WriteAsync(IReadOnlyList<object?[]> rows, CancellationToken cancellationToken)
    {
        foreach (var row in rows)
            foreach (var value in row)
                _bytes += value switch { string text => 2L * text.Length, byte[] blob => blob.Length, _ => BytesPerNumber };
        if (_bytes > maxBytes)
            throw new QueryRefusedException($"The result is greater than {maxBytes >> 20} MiB. Ask for fewer rows or columns, or export "
                + "it: exports are not kept in memory.");
        _rows.AddRange(rows);
        return ValueTask.CompletedTask;
    }

    /// <summary>What was collected.</summary>
    public QueryResult Result(bool truncated) => new([.. _columns.Select(c => c.Name)], _rows, truncated)
    {
        Kinds = [.. _columns.Select(c => c.Kind)],
    };
}
