using System.Text;

namespace Maintenance.Pmml.Xml;

/// <summary>
/// Array: values separated by white space; a value with spaces is in double quotes, and a quote in it is written <c>\"</c>.
/// </summary>
internal static class PmmlArray
{
    public static IReadOnlyList<string> Read(PmmlElement element)
    {
        var text = element.Text;
        var values = new List<string>();
        var value = new StringBuilder();
        for (var i = 0; i < text.Length;)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                i++;
                continue;
            }
            value.Clear();
            i = text[i] == '"' ? ReadQuoted(text, i + 1, value, element) : ReadBare(text, i, value);
            values.Add(value.ToString());
        }
        if (element.Optional("n") is { } n && (!int.TryParse(n, out var count) || count != values.Count))
            throw element.Refuse($"n=\"{n}\" but {values.Count} values found.");
        return values;
    }

    private static int ReadQuoted(string text, int at, StringBuilder value, PmmlElement element)
    {
        for (; at < text.Length; at++)
        {
            if (text[at] == '"') return at + 1;
            if (text[at] == '\\' && at + 1 < text.Length && text[at + 1] is '"' or '\\') at++;
            value.Append(text[at]);
        }
        throw element.Refuse("a quoted value is not terminated.");
    }

    private static int ReadBare(string text, int at, StringBuilder value)
    {
        while (at < text.Length && !char.IsWhiteSpace(text[at])) value.Append(text[at++]);
        return at;
    }
}
