using Maintenance.Core.Tables;

namespace Maintenance.Store.Sql.DuckDb;

/// <summary>Rows are equal when their key columns are.</summary>
internal sealed class RowKeyComparer(TableSchema schema) : IEqualityComparer<RowRef>
{
    public bool Equals(RowRef x, RowRef y)
    {
        for (var c = 0; c < schema.KeyColumns; c++)
            if (!EqualAt(x, y, c)) return false;
        return true;
    }

    public int GetHashCode(RowRef obj)
    {
        var hash = default(HashCode);
        for (var c = 0; c < schema.KeyColumns; c++)
        {
            switch (obj.Batch[c])
            {
                case ColumnBuffer<string?> texts: hash.Add(texts.Values[obj.Row], StringComparer.Ordinal); break;
                case ColumnBuffer<long> longs: hash.Add(longs.Values[obj.Row]); break;
                case ColumnBuffer<int> ints: hash.Add(ints.Values[obj.Row]); break;
                case ColumnBuffer<byte> bytes: hash.Add(bytes.Values[obj.Row]); break;
                default:
                    throw new NotSupportedException($"Key column {schema.Columns[c].Name} of {schema.Name}: {schema.Columns[c].Type} "
                    + "cannot be a key.");
            }
        }
        return hash.ToHashCode();
    }

    private static bool EqualAt(RowRef x, RowRef y, int column) => (x.Batch[column], y.Batch[column]) switch
    {
        (ColumnBuffer<string?> a, ColumnBuffer<string?> b) => string.Equals(a.Values[x.Row], b.Values[y.Row], StringComparison.Ordinal),
        (ColumnBuffer<long> a, ColumnBuffer<long> b) => a.Values[x.Row] == b.Values[y.Row],
        (ColumnBuffer<int> a, ColumnBuffer<int> b) => a.Values[x.Row] == b.Values[y.Row],
        (ColumnBuffer<byte> a, ColumnBuffer<byte> b) => a.Values[x.Row] == b.Values[y.Row],
        _ => false,
    };
}
