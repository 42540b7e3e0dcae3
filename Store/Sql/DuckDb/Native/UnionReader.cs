using DuckDB.NET.Native;
using Maintenance.Core.Ports;
using static DuckDB.NET.Native.NativeMethods;

namespace Maintenance.Store.Sql.DuckDb.Native;

/// <summary>Reads UNION as the text of the member that is set. A union is a struct of a tag and all members.</summary>
internal sealed unsafe class UnionReader(ValueReader[] members, TextBudget budget) : ValueReader(budget)
{
    private byte* _tags;

    public override SqlValueKind Kind => SqlValueKind.Text;

    public static UnionReader Of(DuckDBLogicalType type, bool isLocal, TextBudget budget)
    {
        var members = new ValueReader[checked((int)LogicalType.DuckDBStructTypeChildCount(type)) - 1];
        for (var i = 0; i < members.Length; i++) members[i] = Child(LogicalType.DuckDBStructTypeChildType(type, i + 1), isLocal, budget);
        return new UnionReader(members, budget);
    }

    public override void Attach(nint vector)
    {
        base.Attach(vector);
        _tags = (byte*)Vectors.DuckDBVectorGetData(Vectors.DuckDBStructVectorGetChild(vector, 0));
        for (var i = 0; i < members.Length; i++) members[i].Attach(Vectors.DuckDBStructVectorGetChild(vector, i + 1));
    }

    protected override object? ReadValid(int row) =>
        members[_tags[row]].Read(row) is { } value ? SqlValueText.Of(value) : null;
}
