namespace Maintenance.Core.Tables;

/// <summary>Collects the columns a row names.</summary>
internal readonly struct SchemaMap(List<TableColumn> columns) : IRowMap
{
    public byte TinyInt(string column, byte value) => Add(column, ColumnType.TinyInt, value);

    public bool Flag(string column, bool value) => Add(column, ColumnType.TinyInt, value);

    public int Integer(string column, int value) => Add(column, ColumnType.Integer, value);

    public long BigInt(string column, long value) => Add(column, ColumnType.BigInt, value);

    public long Timestamp(string column, long value) => Add(column, ColumnType.Timestamp, value);

    public float Real(string column, float value) => Add(column, ColumnType.Real, value);

    public float[] Reals(IReadOnlyList<string> columns, float[] values)
    {
        foreach (var column in columns) Add(column, ColumnType.Real, value: 0);
        return values;
    }

    public double DoublePrecision(string column, double value) => Add(column, ColumnType.DoublePrecision, value);

    public string Text(string column, string value) => Add(column, ColumnType.Text, value);

    public string? TextOrNull(string column, string? value) => Add(column, ColumnType.Text, value);

    public byte[]? Blob(string column, byte[]? value) => Add(column, ColumnType.Blob, value);

    private T Add<T>(string column, ColumnType type, T value)
    {
        columns.Add(new TableColumn(column, type));
        return value;
    }
}
