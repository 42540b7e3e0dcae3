using DuckDB.NET.Native;
using Maintenance.Core.Ports;
using static DuckDB.NET.Native.NativeMethods;

namespace Maintenance.Store.Sql.DuckDb.Native;

/// <summary>Reads ENUM as the text of its value.</summary>
internal sealed unsafe class EnumReader(DuckDBLogicalType type, TextBudget budget) : ValueReader(budget)
{
    private readonly DuckDBType _stored = LogicalType.DuckDBEnumInternalType(type);
    private readonly string[] _texts = Dictionary(type);

    public override SqlValueKind Kind => SqlValueKind.Text;

    protected override object ReadValid(int row) => _texts[_stored switch
    {
        DuckDBType.UnsignedTinyInt => Data[row],
        DuckDBType.UnsignedSmallInt => ((ushort*)Data)[row],
        _ => ((uint*)Data)[row],
    }];

    private static string[] Dictionary(DuckDBLogicalType type)
    {
        var texts = new string[LogicalType.DuckDBEnumDictionarySize(type)];
        for (var i = 0; i < texts.Length; i++) texts[i] = LogicalType.DuckDBEnumDictionaryValue(type, i);
        return texts;
    }
}
