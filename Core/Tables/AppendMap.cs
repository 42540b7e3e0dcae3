namespace Maintenance.Core.Tables;

/// <summary>Appends a row to the columns of a batch. Allocates nothing.</summary>
internal struct AppendMap(ColumnBuffer[] columns) : IRowMap
{
    private int _next;

    public byte TinyInt(string column, byte value) => Add(value);

    public bool Flag(string column, bool value) => Add(value ? (byte)1 : (byte)0) != 0;

    public int Integer(string column, int value) => Add(value);

    public long BigInt(string column, long value) => Add(value);

    public long Timestamp(string column, long value) => Add(value);

    public float Real(string column, float value) => Add(value);

    public float[] Reals(IReadOnlyList<string> columns, float[] values)
    {
        for (var i = 0; i < columns.Count; i++) Add(values[i]);
        return values;
    }

    public double DoublePrecision(string column, double value) => Add(value);

    public string Text(string column, string value)
    {
        Add<string?>(value);
        return value;
    }

    public string? TextOrNull(string column, string? value) => Add(value);

    public byte[]? Blob(string column, byte[]? value) => Add(value);

    private T Add<T>(T value)
    {
        ((ColumnBuffer<T>)columns[_next++]).Add(value);
        return value;
    }
}
