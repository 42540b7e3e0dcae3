using Maintenance.Pmml.DataDictionary;

namespace Maintenance.Pmml.Frames;

/// <summary>
/// Texts of the row being scored that are in no vocabulary, as codes −2, −3 …: equal texts have equal codes. Owned by the scoring thread (a
/// row is scored on one thread) and cleared when it starts a row, so it holds at most one row's texts.
/// </summary>
internal static class RowTexts
{
    /// <summary>Separates the items of a collection. ASCII unit separator: no item contains one.</summary>
    public const char ItemSeparator = '\u001F';

    private const int FirstCode = -2;

    [ThreadStatic]
    private static List<string>? Texts;

    [ThreadStatic]
    private static long RowCount;

    /// <summary>Number of the row that the thread is scoring: whoever remembers something of a row forgets it when this changes.</summary>
    public static long Row => RowCount;

    public static void Clear()
    {
        RowCount++;
        Texts?.Clear();
    }

    public static double Intern(string text)
    {
        var texts = Texts ??= [];
        var at = texts.IndexOf(text);
        if (at < 0)
        {
            at = texts.Count;
            texts.Add(text);
        }
        return FirstCode - at;
    }

    /// <summary>The text of a code; null for missing values and codes without text.</summary>
    public static string? TextOf(double code, Vocabulary vocabulary)
    {
        if (double.IsNaN(code)) return null;
        if (code >= 0) return code < vocabulary.Count ? vocabulary.Texts[(int)code] : null;
        var at = FirstCode - (int)code;
        return Texts is { } texts && at >= 0 && at < texts.Count ? texts[at] : null;
    }
}
