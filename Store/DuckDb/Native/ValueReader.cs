using System.Text;

namespace Maintenance.Store.DuckDb.Native;

/// <summary>Reads values of one result column; built once per result, so that a row costs one virtual call a value.</summary>
internal abstract unsafe class ValueReader(TextBudget budget)
{
    private ulong* _validity;

    /// <summary>Text the result may still hold.</summary>
    protected TextBudget Budget => budget;

    /// <summary>Start of the vector's values.</summary>
    protected byte* Data { get; private set; }

    /// <summary>Creates the reader of a type, with readers for its nested types.</summary>
    public static ValueReader Create(LogicalTypeHandle type, TextBudget budget)
    {
        var id = NativeMethods.GetTypeId(type);
        return id switch
        {
            DuckDbType.Decimal => new DecimalReader(NativeMethods.DecimalInternalType(type), NativeMethods.DecimalScale(type), budget),
            DuckDbType.Enum => new EnumReader(type, budget),
            DuckDbType.List => new ListReader(Child(NativeMethods.ListTypeChildType(type), budget), budget),
            DuckDbType.Array => new ArrayReader(Child(NativeMethods.ArrayTypeChildType(type), budget), checked((int)NativeMethods.ArrayTypeArraySize(type)), budget),
            DuckDbType.Map => new MapReader(Child(NativeMethods.MapTypeKeyType(type), budget), Child(NativeMethods.MapTypeValueType(type), budget), budget),
            DuckDbType.Struct => StructReader.Of(type, budget),
            _ => new PlainReader(id, budget),
        };
    }

    /// <summary>Points the reader at a chunk's vector; valid until the chunk is released.</summary>
    public virtual void Attach(nint vector)
    {
        Data = (byte*)NativeMethods.VectorGetData(vector);
        _validity = NativeMethods.VectorGetValidity(vector);
    }

    public object? Read(int row) => _validity is null || (_validity[row >> 6] >> (row & 63) & 1) != 0 ? ReadValid(row) : null;

    /// <summary>Copies the first values of a vector of this type; one of NULL becomes the given one.</summary>
    public void CopyTo<T>(Span<T> values, T ofNull) where T : unmanaged
    {
        new ReadOnlySpan<T>(Data, values.Length).CopyTo(values);
        if (_validity is null) return;
        for (var row = 0; row < values.Length; row++)
            if ((_validity[row >> 6] >> (row & 63) & 1) == 0) values[row] = ofNull;
    }

    /// <summary>Adds a nested value as text.</summary>
    public void WriteText(StringBuilder to, int row)
    {
        var text = ValueText.Of(Read(row));
        budget.Take(text.Length + 2);
        to.Append(text);
    }

    protected abstract object? ReadValid(int row);

    protected static ValueReader Child(LogicalTypeHandle type, TextBudget budget)
    {
        using (type) return Create(type, budget);
    }
}
