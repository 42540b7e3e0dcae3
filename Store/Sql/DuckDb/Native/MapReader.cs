using System.Text;
using Maintenance.Core.Ports;
using static DuckDB.NET.Native.NativeMethods;

namespace Maintenance.Store.Sql.DuckDb.Native;

/// <summary>Reads MAP as text, <c>{a: 1, b: 2}</c>. A map is a list of (key, value) structs.</summary>
internal sealed unsafe class MapReader(ValueReader key, ValueReader value, TextBudget budget) : ValueReader(budget)
{
    public override SqlValueKind Kind => SqlValueKind.Text;

    public override void Attach(nint vector)
    {
        base.Attach(vector);
        var pairs = Vectors.DuckDBListVectorGetChild(vector);
        key.Attach(Vectors.DuckDBStructVectorGetChild(pairs, 0));
        value.Attach(Vectors.DuckDBStructVectorGetChild(pairs, 1));
    }

    protected override object ReadValid(int row)
    {
        var (offset, length) = (((ulong*)Data)[2 * row], ((ulong*)Data)[(2 * row) + 1]);
        var text = new StringBuilder("{");
        for (var i = 0ul; i < length; i++)
        {
            if (i > 0) text.Append(", ");
            key.WriteText(text, checked((int)(offset + i)));
            value.WriteText(text.Append(": "), checked((int)(offset + i)));
        }
        return text.Append('}').ToString();
    }
}
