using DuckDB.NET.Native;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using static DuckDB.NET.Native.NativeMethods;

namespace Maintenance.Store.Sql.DuckDb.Native;

/// <summary>A prepared statement. Threading: that of its connection.</summary>
internal sealed class NativeStatement(DuckDBPreparedStatement handle) : IDisposable
{
    public StatementType Type => UnboundFunctions.PreparedStatementType(handle);

    public int ParameterCount => checked((int)PreparedStatements.DuckDBParams(handle));

    /// <summary>Binds all parameters by position.</summary>
    /// <exception cref="ArgumentException">Wrong count, or a value of an unsupported type.</exception>
    /// <exception cref="QueryRefusedException">A text contains the character U+0000.</exception>
    public void Bind(ReadOnlySpan<object?> values)
    {
        if (values.Length != ParameterCount)
            throw new ArgumentException($"The statement has {ParameterCount} parameters, but {values.Length} values were given.",
                nameof(values));
        for (var i = 0; i < values.Length; i++)
            if (BindOne(i + 1, values[i]) != DuckDBState.Success)
                throw new ArgumentException($"Parameter {i + 1} of type {values[i]?.GetType().Name ?? "null"} was not accepted.",
                    nameof(values));
    }

    /// <summary>Runs the statement; all rows are computed before this returns.</summary>
    public NativeRows Execute()
    {
        var result = new ResultHandle();
        if (PreparedStatements.DuckDBExecutePrepared(handle, out result.Value) == DuckDBState.Success)
            return new NativeRows(result, new TextBudget(long.MaxValue));
        using (result) throw NativeRows.ErrorOf(result);
    }

    /// <summary>Runs the statement; rows are computed as they are fetched, so unread rows cost nothing.</summary>
    /// <param name="budget">Fetching fails if the texts exceed it; null: no limit.</param>
    /// <param name="isLocal">Given a column and their count: true if its times without a zone are not known to be UTC.</param>
    public NativeRows ExecuteStreaming(TextBudget? budget = null, Func<int, int, bool>? isLocal = null)
    {
        var result = new ResultHandle();
        if (PreparedStatements.DuckDBExecutePreparedStreaming(handle, out result.Value) == DuckDBState.Success)
            return new NativeRows(result, budget ?? new TextBudget(long.MaxValue), isLocal);
        using (result) throw NativeRows.ErrorOf(result);
    }

    public void Dispose() => handle.Dispose();

    private DuckDBState BindOne(long index, object? value) => value switch
    {
        null => PreparedStatements.DuckDBBindNull(handle, index),
        string text => PreparedStatements.DuckDBBindVarchar(handle, index, WithoutNul(text)),
        long number => PreparedStatements.DuckDBBindInt64(handle, index, number),
        int number => PreparedStatements.DuckDBBindInt64(handle, index, number),
        byte number => PreparedStatements.DuckDBBindInt64(handle, index, number),
        double number => PreparedStatements.DuckDBBindDouble(handle, index, number),
        float number => PreparedStatements.DuckDBBindDouble(handle, index, number),
        bool flag => PreparedStatements.DuckDBBindBoolean(handle, index, flag),
        DateTime time => PreparedStatements.DuckDBBindTimestamp(
            handle, index, new DuckDBTimestampStruct { Micros = UnixMicros.Of(time) }),
        byte[] bytes => PreparedStatements.DuckDBBindBlob(handle, index, bytes, bytes.Length),
        _ => DuckDBState.Error,
    };

    // The binding passes zero-terminated texts: an embedded zero would change the query.
    private static string WithoutNul(string text) => text.Contains('\0', StringComparison.Ordinal)
        ? throw new QueryRefusedException("A parameter contains the character U+0000, which is not supported.")
        : text;
}
