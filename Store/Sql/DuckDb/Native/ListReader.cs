using System.Text;
using Maintenance.Core.Ports;
using static DuckDB.NET.Native.NativeMethods;

namespace Maintenance.Store.Sql.DuckDb.Native;

/// <summary>Reads LIST as text, <c>[1, 2]</c>.</summary>
internal sealed unsafe class ListReader(ValueReader child, TextBudget budget) : ValueReader(budget)
{
    public override SqlValueKind Kind => SqlValueKind.Text;

    public override void Attach(nint vector)
    {
        base.Attach(vector);
        child.Attach(Vectors.DuckDBListVectorGetChild(vector));
    }

    protected override object ReadValid(int row)
    {
        var (offset, length) = (((ulong*)Data)[2 * row], ((ulong*)Data)[(2 * row) + 1]);
        var text = new StringBuilder("[");
        for (var i = 0ul; i < length; i++)
        {
            if (i > 0) text.Append(", ");
            child.WriteText(text, checked((int)(offset + i)));
        }
        return text.Append(']').ToString();
    }
}
