using System.Text;

namespace Maintenance.Store.DuckDb.Native;

/// <summary>A prepared statement. Threading: that of its connection.</summary>
internal sealed unsafe class NativeStatement(PreparedStatementHandle handle) : IDisposable
{
    public StatementType Type => NativeMethods.PreparedStatementType(handle);

    public int ParameterCount => checked((int)NativeMethods.ParameterCount(handle));

    /// <summary>Binds all parameters by position.</summary>
    /// <exception cref="ArgumentException">Wrong count, or a value of a type that no column has.</exception>
    public void Bind(ReadOnlySpan<object?> values)
    {
        if (values.Length != ParameterCount)
            throw new ArgumentException($"The statement has {ParameterCount} parameters, {values.Length} values were given.", nameof(values));
        for (var i = 0; i < values.Length; i++)
            if (BindOne((ulong)i + 1, values[i]) != DuckDbState.Success)
                throw new ArgumentException($"Parameter {i + 1} of type {values[i]?.GetType().Name ?? "null"} was not accepted.", nameof(values));
    }

    /// <summary>Runs the statement; all rows are computed before this returns.</summary>
    public NativeRows Execute()
    {
        var result = new ResultHandle();
        if (NativeMethods.ExecutePrepared(handle, result.Pointer) == DuckDbState.Success) return new NativeRows(result, new TextBudget(long.MaxValue));
        using (result) throw NativeRows.ErrorOf(result);
    }

    /// <summary>Runs the statement; rows are computed while they are fetched, so an unread rest costs nothing.</summary>
    /// <param name="maxTextLength">Fetching fails when texts add up to more characters.</param>
    public NativeRows ExecuteStreaming(long maxTextLength)
    {
        var result = new ResultHandle();
        if (NativeMethods.ExecutePreparedStreaming(handle, result.Pointer) == DuckDbState.Success) return new NativeRows(result, new TextBudget(maxTextLength));
        using (result) throw NativeRows.ErrorOf(result);
    }

    public void Dispose() => handle.Dispose();

    private DuckDbState BindOne(ulong index, object? value) => value switch
    {
        null => NativeMethods.BindNull(handle, index),
        string text => BindText(index, text),
        long number => NativeMethods.BindInt64(handle, index, number),
        int number => NativeMethods.BindInt64(handle, index, number),
        byte number => NativeMethods.BindInt64(handle, index, number),
        double number => NativeMethods.BindDouble(handle, index, number),
        float number => NativeMethods.BindDouble(handle, index, number),
        bool flag => NativeMethods.BindBoolean(handle, index, flag),
        DateTime time => NativeMethods.BindTimestamp(handle, index, (time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond),
        byte[] bytes => BindBytes(index, bytes),
        _ => DuckDbState.Error,
    };

    private DuckDbState BindText(ulong index, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        fixed (byte* start = bytes) return NativeMethods.BindVarchar(handle, index, start, (ulong)bytes.Length);
    }

    private DuckDbState BindBytes(ulong index, byte[] bytes)
    {
        fixed (byte* start = bytes) return NativeMethods.BindBlob(handle, index, start, (ulong)bytes.Length);
    }
}
