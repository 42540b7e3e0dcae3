using DuckDB.NET.Native;
using Maintenance.Core.Ports;

namespace Maintenance.Store.Sql.DuckDb.Native;

/// <summary>Reads DECIMAL with all its digits.</summary>
internal sealed unsafe class DecimalReader(DuckDBType stored, int scale, TextBudget budget) : ValueReader(budget)
{
    public override SqlValueKind Kind => SqlValueKind.Decimal;

    protected override object ReadValid(int row) => new ExactDecimal(stored switch
    {
        DuckDBType.SmallInt => ((short*)Data)[row],
        DuckDBType.Integer => ((int*)Data)[row],
        DuckDBType.BigInt => ((long*)Data)[row],
        _ => ((Int128*)Data)[row],
    }, scale);
}
