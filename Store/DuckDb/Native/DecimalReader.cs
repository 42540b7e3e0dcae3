namespace Maintenance.Store.DuckDb.Native;

/// <summary>Reads DECIMAL as double.</summary>
internal sealed unsafe class DecimalReader(DuckDbType stored, int scale, TextBudget budget) : ValueReader(budget)
{
    private readonly double _divisor = Math.Pow(10, scale);

    protected override object ReadValid(int row) => stored switch
    {
        DuckDbType.SmallInt => ((short*)Data)[row] / _divisor,
        DuckDbType.Integer => ((int*)Data)[row] / _divisor,
        DuckDbType.BigInt => ((long*)Data)[row] / _divisor,
        _ => (double)((Int128*)Data)[row] / _divisor,
    };
}
