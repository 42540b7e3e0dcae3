using System.Text;

namespace Maintenance.Store.DuckDb.Native;

/// <summary>Reads values of one result column; built once per result, so that a row costs one virtual call a value.</summary>
internal abstract unsafe class ValueReader : IDisposable
{
    private ulong* _validity;

    /// <summary>Start of the vector's values.</summary>
    protected byte* Data { get; private set; }

    /// <summary>Creates the reader of a type, with readers for its nested types.</summary>
    public static ValueReader Create(LogicalTypeHandle type)
    {
        var id = NativeMethods.GetTypeId(type);
        return id switch
        {
            DuckDbType.Decimal => new DecimalReader(NativeMethods.DecimalInternalType(type), NativeMethods.DecimalScale(type)),
            DuckDbType.Enum => new EnumReader(type),
            DuckDbType.List => new ListReader(Child(NativeMethods.ListTypeChildType(type))),
            DuckDbType.Array => new ArrayReader(Child(NativeMethods.ArrayTypeChildType(type)), checked((int)NativeMethods.ArrayTypeArraySize(type))),
            DuckDbType.Map => new MapReader(Child(NativeMethods.MapTypeKeyType(type)), Child(NativeMethods.MapTypeValueType(type))),
            DuckDbType.Struct => StructReader.Of(type),
            _ => new PlainReader(id),
        };
    }

    /// <summary>Points the reader at a chunk's vector; valid until the chunk is released.</summary>
    public virtual void Attach(nint vector)
    {
        Data = (byte*)NativeMethods.VectorGetData(vector);
        _validity = NativeMethods.VectorGetValidity(vector);
    }

    public object? Read(int row) => _validity is null || (_validity[row >> 6] >> (row & 63) & 1) != 0 ? ReadValid(row) : null;

    /// <summary>Adds a nested value as text.</summary>
    public void WriteText(StringBuilder to, int row) => to.Append(ValueText.Of(Read(row)));

    public virtual void Dispose()
    {
    }

    protected abstract object? ReadValid(int row);

    protected static ValueReader Child(LogicalTypeHandle type)
    {
        using (type) return Create(type);
    }
}
