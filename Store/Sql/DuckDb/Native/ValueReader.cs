using System.Text;
using DuckDB.NET.Native;
using Maintenance.Core.Ports;
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

    /// <summary>Kind of the values.</summary>
    public abstract SqlValueKind Kind { get; }

    /// <summary>Creates the reader of a type, with readers for its nested types.</summary>
    /// <param name="type">The type.</param>
    /// <param name="isLocal">True if times without a zone are not known to be UTC.</param>
    /// <param name="budget">Text budget of the result.</param>
    public static ValueReader Create(DuckDBLogicalType type, bool isLocal, TextBudget budget)
    {
        var id = LogicalType.DuckDBGetTypeId(type);
        return id switch
        {
            DuckDBType.Decimal => new DecimalReader(LogicalType.DuckDBDecimalInternalType(type), LogicalType.DuckDBDecimalScale(type),
                budget),
            DuckDBType.Enum => new EnumReader(type, budget),
            DuckDBType.List => new ListReader(Child(LogicalType.DuckDBListTypeChildType(type), isLocal, budget), budget),
            DuckDBType.Array => new ArrayReader(Child(LogicalType.DuckDBArrayTypeChildType(type), isLocal, budget),
                checked((int)LogicalType.DuckDBArrayVectorGetSize(type)), budget),
            DuckDBType.Map => new MapReader(Child(LogicalType.DuckDBMapTypeKeyType(type), isLocal, budget),
                Child(LogicalType.DuckDBMapTypeValueType(type), isLocal, budget), budget),
            DuckDBType.Struct => StructReader.Of(type, isLocal, budget),
            DuckDBType.Union => UnionReader.Of(type, isLocal, budget),
            _ when TimeReader.Reads(id) => new TimeReader(id, isLocal, budget),
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

    protected static ValueReader Child(DuckDBLogicalType type, bool isLocal, TextBudget budget)
    {
        using (type) return Create(type, isLocal, budget);
    }
}
