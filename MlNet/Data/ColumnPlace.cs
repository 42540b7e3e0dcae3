namespace Maintenance.MlNet.Data;

/// <summary>The values of a row that a column holds.</summary>
/// <param name="Offset">Index of the first value; −1 for a column without values, which must not be read.</param>
/// <param name="Length">Length of a vector; 0 for a single number.</param>
internal readonly record struct ColumnPlace(int Offset, int Length)
{
    public static readonly ColumnPlace None = new(-1, 0);
}
