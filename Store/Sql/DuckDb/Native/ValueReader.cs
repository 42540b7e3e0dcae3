using System.Text;
using DuckDB.NET.Native;
using static DuckDB.NET.Native.NativeMethods;

namespace Maintenance.Store.Sql.DuckDb.Native;

/// <summary>Reads values of one result column; built once per result, so that each value costs one virtual call.</summary>
internal abstract unsafe class ValueReader(TextBudget budget)
{
    private ulong* _validity;

    /// <summary>Remaining text budget of the result.</summary>
    protected TextBudget Budget => budget;

    /// <summary>Start of the vector's values.</summary>
    protected byte* Data { get; private set; }

    /// <summary>Creates the reader of a type, with readers for its nested types.</summary>
    public static ValueReader Create(DuckDBLogicalType type, TextBudget budget)
    {
        var id = LogicalType.DuckDBGetTypeId(type);
        return id switch
        {
            DuckDBType.Decimal => new DecimalReader(LogicalType.DuckDBDecimalInternalType(type), LogicalType.DuckDBDecimalScale(type),
                budget),
            DuckDBType.Enum => new EnumReader(type, budget),
            DuckDBType.List => new ListReader(Child(LogicalType.DuckDBListTypeChildType(type), budget), budget),
            DuckDBType.Array => new ArrayReader(Child(LogicalType.DuckDBArrayTypeChildType(type), budget),
                checked((int)LogicalType.DuckDBArrayVectorGetSize(type)), budget),
            DuckDBType.Map => new MapReader(Child(LogicalType.DuckDBMapTypeKeyType(type), budget),
                Child(LogicalType.DuckDBMapTypeValueType(type), budget), budget),
            DuckDBType.Struct => StructReader.Of(type, budget),
            _ => new PlainReader(id, budget),
        };
    }

    /// <summary>Points the reader at a chunk's vector; valid until the chunk is released.</summary>
    public virtual void Attach(nint vector)
    {
        Data = (byte*)Vectors.DuckDBVectorGetData(vector);
        _validity = Vectors.DuckDBVectorGetValidity(vector);
    }

    public object? Read(int row) => _validity is null || (_validity[row >> 6] >> (row & 63) & 1) != 0 ? ReadValid(row) : null;

    /// <summary>Copies the first values of a vector of this type; NULL becomes <paramref name="ofNull"/>.</summary>
    public void CopyTo<T>(Span<T> values, T ofNull) where T : unmanaged
    {
        new ReadOnlySpan<T>(Data, values.Length).CopyTo(values);
        if (_validity is null) return;
        for (var row = 0; row < values.Length; row++)
            if ((_validity[row >> 6] >> (row & 63) & 1) == 0) values[row] = ofNull;
    }

    /// <summary>Appends a nested value as text.</summary>
    public void WriteText(StringBuilder to, int row)
    {
        var text = ValueText.Of(Read(row));
        budget.Take(text.Length + 2);
        to.Append(text);
    }

    protected abstract object? ReadValid(int row);

    protected static ValueReader Child(DuckDBLogicalType type, TextBudget budget)
    {
        using (type) return Create(type, budget);
    }
}
