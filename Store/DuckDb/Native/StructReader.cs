using System.Text;

namespace Maintenance.Store.DuckDb.Native;

/// <summary>Reads STRUCT as text, <c>{a: 1, b: x}</c>.</summary>
internal sealed class StructReader(string[] names, ValueReader[] children, TextBudget budget) : ValueReader(budget)
{
    public static StructReader Of(LogicalTypeHandle type, TextBudget budget)
    {
        var count = checked((int)NativeMethods.StructTypeChildCount(type));
        var (names, children) = (new string[count], new ValueReader[count]);
        for (var i = 0; i < count; i++)
        {
            unsafe { names[i] = NativeText.Take(NativeMethods.StructTypeChildName(type, (ulong)i)); }
            children[i] = Child(NativeMethods.StructTypeChildType(type, (ulong)i), budget);
        }
        return new StructReader(names, children, budget);
    }

    public override void Attach(nint vector)
    {
        base.Attach(vector);
        for (var i = 0; i < children.Length; i++) children[i].Attach(NativeMethods.StructVectorGetChild(vector, (ulong)i));
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
