namespace Maintenance.MlNet.Data;

/// <summary>Which values of a row a column holds.</summary>
/// <param name="Offset">First value; −1: the column holds none, and may not be read.</param>
/// <param name="Length">Values of a vector; 0: a single number.</param>
internal readonly record struct ColumnPlace(int Offset, int Length)
{
    public static readonly ColumnPlace None = new(-1, 0);
}
