using System.Text;
using DuckDB.NET.Native;
using Maintenance.Core.Ports;
using static DuckDB.NET.Native.NativeMethods;

namespace Maintenance.Store.Sql.DuckDb.Native;

/// <summary>Reads STRUCT as text, <c>{a: 1, b: x}</c>.</summary>
internal sealed class StructReader(string[] names, ValueReader[] children, TextBudget budget) : ValueReader(budget)
{
    public static StructReader Of(DuckDBLogicalType type, bool isLocal, TextBudget budget)
    {
        var count = checked((int)LogicalType.DuckDBStructTypeChildCount(type));
        var (names, children) = (new string[count], new ValueReader[count]);
        for (var i = 0; i < count; i++)
        {
            names[i] = LogicalType.DuckDBStructTypeChildName(type, i);
            children[i] = Child(LogicalType.DuckDBStructTypeChildType(type, i), isLocal, budget);
        }
        return new StructReader(names, children, budget);
    }

    public override SqlValueKind Kind => SqlValueKind.Text;

    public override void Attach(nint vector)
    {
        base.Attach(vector);
        for (var i = 0; i < children.Length; i++) children[i].Attach(Vectors.DuckDBStructVectorGetChild(vector, i));
    }

    protected override object ReadValid(int row)
    {
        var text = new StringBuilder("{");
        for (var i = 0; i < children.Length; i++)
        {
            if (i > 0) text.Append(", ");
            children[i].WriteText(text.Append(names[i]).Append(": "), row);
        }
        return text.Append('}').ToString();
    }
}
