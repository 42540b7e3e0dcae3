using System.Text;
using Maintenance.Core.Ports;
using static DuckDB.NET.Native.NativeMethods;

namespace Maintenance.Store.Sql.DuckDb.Native;

/// <summary>Reads ARRAY as text, <c>[1, 2]</c>.</summary>
internal sealed class ArrayReader(ValueReader child, int size, TextBudget budget) : ValueReader(budget)
{
    public override SqlValueKind Kind => SqlValueKind.Text;

    public override void Attach(nint vector)
    {
        base.Attach(vector);
        child.Attach(Vectors.DuckDBArrayVectorGetChild(vector));
    }

    protected override object ReadValid(int row)
    {
        var text = new StringBuilder("[");
        for (var i = 0; i < size; i++)
        {
            if (i > 0) text.Append(", ");
            child.WriteText(text, (row * size) + i);
        }
        return text.Append(']').ToString();
    }
}
