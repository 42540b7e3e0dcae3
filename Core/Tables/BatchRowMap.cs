namespace Maintenance.Core.Tables;

/// <summary>Reads a row from the columns of a batch.</summary>
internal struct BatchRowMap(ColumnBuffer[] columns, int row) : IRowMap
{
    private int _next;

    public byte TinyInt(string column, byte value) => Next<byte>();

    public bool Flag(string column, bool value) => Next<byte>() != 0;

    public int Integer(string column, int value) => Next<int>();

    public long BigInt(string column, long value) => Next<long>();

    public long Timestamp(string column, long value) => Next<long>();

    public float Real(string column, float value) => Next<float>();

    public float[] Reals(IReadOnlyList<string> columns, float[] values)
    {
        var read = new float[columns.Count];
        for (var i = 0; i < read.Length; i++) read[i] = Next<float>();
        return read;
    }

    public double DoublePrecision(string column, double value) => Next<double>();

    public string Text(string column, string value) =>
        Next<string?>() ?? throw new InvalidOperationException($"Column {column} is NULL in row {row}.");

    public string? TextOrNull(string column, string? value) => Next<string?>();

    public byte[]? Blob(string column, byte[]? value) => Next<byte[]?>();

    private T Next<T>() => ((ColumnBuffer<T>)columns[_next++]).Values[row];
}
