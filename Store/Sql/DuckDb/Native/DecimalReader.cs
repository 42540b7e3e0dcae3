using DuckDB.NET.Native;

namespace Maintenance.Store.Sql.DuckDb.Native;

/// <summary>Reads DECIMAL as double.</summary>
internal sealed unsafe class DecimalReader(DuckDBType stored, int scale, TextBudget budget) : ValueReader(budget)
{
    private readonly double _divisor = Math.Pow(10, scale);

    protected override object ReadValid(int row) => stored switch
    {
        DuckDBType.SmallInt => ((short*)Data)[row] / _divisor,
        DuckDBType.Integer => ((int*)Data)[row] / _divisor,
        DuckDBType.BigInt => ((long*)Data)[row] / _divisor,
        _ => (double)((Int128*)Data)[row] / _divisor,
    };
}
