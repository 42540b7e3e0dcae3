namespace Maintenance.Store.DuckDb.Native;

/// <summary>Reads ENUM as the text of its value.</summary>
internal sealed unsafe class EnumReader(LogicalTypeHandle type, TextBudget budget) : ValueReader(budget)
{
    private readonly DuckDbType _stored = NativeMethods.EnumInternalType(type);
    private readonly string[] _texts = Dictionary(type);

    protected override object ReadValid(int row) => _texts[_stored switch
    {
        DuckDbType.UTinyInt => Data[row],
        DuckDbType.USmallInt => ((ushort*)Data)[row],
        _ => ((uint*)Data)[row],
    }];

    private static string[] Dictionary(LogicalTypeHandle type)
    {
        var texts = new string[NativeMethods.EnumDictionarySize(type)];
        for (var i = 0; i < texts.Length; i++) texts[i] = NativeText.Take(NativeMethods.EnumDictionaryValue(type, (ulong)i));
        return texts;
    }
}
