using Maintenance.Core.Tables;

namespace Maintenance.Core.Ports;

/// <summary>Reads a row of a table from a query's, by column name.</summary>
internal readonly struct QueryRowMap(QueryRow row) : IRowMap
{
    public byte TinyInt(string column, byte value) => checked((byte)row.Whole(column));

    public bool Flag(string column, bool value) => row.Flag(column);

    public int Integer(string column, int value) => row.Integer(column);

    public long BigInt(string column, long value) => row.Whole(column);

    public long Timestamp(string column, long value) => row.UnixMicrosOrNone(column);

    public float Real(string column, float value) => row.Real(column);

    public float[] Reals(IReadOnlyList<string> columns, float[] values)
    {
        var read = new float[columns.Count];
        row.Reals(columns, read);
        return read;
    }

    public double DoublePrecision(string column, double value) => row.DoublePrecision(column);

    public string Text(string column, string value) => row.Text(column);

    public string? TextOrNull(string column, string? value) => row.TextOrNull(column);

    public byte[]? Blob(string column, byte[]? value) => row.Blob(column);
}
