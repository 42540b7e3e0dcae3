namespace Maintenance.Core.Tables;

/// <summary>Growable column of a <see cref="TableBatch"/>.</summary>
public abstract class ColumnBuffer
{
    /// <summary>Number of values.</summary>
    public int Count { get; protected set; }

    /// <summary>Removes all values and keeps the memory.</summary>
    public abstract void Clear();

    /// <summary>Creates the buffer for a column type.</summary>
    public static ColumnBuffer Create(ColumnType type) => type switch
    {
        ColumnType.TinyInt => new ColumnBuffer<byte>(),
        ColumnType.Integer => new ColumnBuffer<int>(),
        ColumnType.BigInt or ColumnType.Timestamp => new ColumnBuffer<long>(),
        ColumnType.Real => new ColumnBuffer<float>(),
        ColumnType.DoublePrecision => new ColumnBuffer<double>(),
        ColumnType.Text => new ColumnBuffer<string?>(),
        ColumnType.Blob => new ColumnBuffer<byte[]?>(),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Unknown column type."),
    };
}
