using System.Globalization;
using System.Text;

namespace Maintenance.Store.Sql.MySql;

/// <summary>
/// A statement's text outside quotes and comments: enough to find parameters, keywords and a second statement. The server's parser, its
/// grants and the read-only transaction decide; this only gives clearer errors and names the parameters as the driver requires.
/// </summary>
internal sealed class SqlText
{
    private readonly StringBuilder _code = new();
    private readonly StringBuilder _named = new();

    public SqlText(string sql)
    {
        for (var i = 0; i < sql.Length;)
        {
            var end = Opaque(sql, i);
            if (end > i)
            {
                HasServerComment |= sql[i] == '/' && i + 2 < end && sql[i + 2] is '!' or 'M' && sql[i] == '/';
                HasBackslashInName |= sql[i] == '"' && sql.AsSpan(i, end - i).Contains('\\');
                var isComment = sql[i] is '/' or '-' or '#';
                _named.Append(isComment ? " " : sql.AsSpan(i, end - i));
                _code.Append(isComment ? " " : "''");
                i = end;
                continue;
            }
            if (sql[i] == '?') _named.Append(CultureInfo.InvariantCulture, $"{ParameterPrefix}{ParameterCount++}");
            else _named.Append(sql[i]);
            HasUserVariable |= sql[i] == '@' && (i == 0 || sql[i - 1] != '@') && (i + 1 == sql.Length || sql[i + 1] != '@');
            _code.Append(sql[i++]);
        }
        Words = Code.ToUpperInvariant().Split([' ', '\t', '\r', '\n', '(', ')', ',', ';'], StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Prefix of parameter names, followed by the number.</summary>
    public const string ParameterPrefix = "@maintenance_p";

    public int ParameterCount { get; private set; }

    /// <summary>True if a comment holds text the server would execute.</summary>
    public bool HasServerComment { get; private set; }

    /// <summary>
    /// True if a double-quoted name has a backslash: the driver treats it as an escape, the server (ANSI_QUOTES) does not.
    /// </summary>
    public bool HasBackslashInName { get; private set; }

    /// <summary>
    /// True if the text uses a user variable (not a system variable, <c>@@name</c>): the driver treats each as a parameter.
    /// </summary>
    public bool HasUserVariable { get; private set; }

    /// <summary>The text with each <c>?</c> named, without comments.</summary>
    public string Named => _named.ToString();

    /// <summary>The text without comments, quoted parts emptied.</summary>
    public string Code => _code.ToString();

    /// <summary>Upper-case words of the code.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>True if a statement may give times of another zone than the session's, which is UTC.</summary>
    public static bool ConvertsZones(string sql) => new SqlText(sql).Words.Contains("CONVERT_TZ");

    /// <summary>True if something follows a semicolon.</summary>
    public bool HasSecondStatement => Code.IndexOf(';', StringComparison.Ordinal) is >= 0 and var at && Code[at..].AsSpan()
        .Trim("; \t\r\n").Length > 0;

    // End of a quoted part or comment that begins here; otherwise the position itself.
    private static int Opaque(string sql, int i)
    {
        switch (sql[i])
        {
            case '\'' or '"' or '`':
                return Quoted(sql, i);
            case '#':
            case '-' when i + 2 < sql.Length && sql[i + 1] == '-' && char.IsWhiteSpace(sql[i + 2]):
            case '-' when i + 2 == sql.Length && sql[i + 1] == '-':
                var line = sql.IndexOf('\n', i);
                return line < 0 ? sql.Length : line;
            case '/' when i + 1 < sql.Length && sql[i + 1] == '*':
                var close = sql.IndexOf("*/", i + 2, StringComparison.Ordinal);
                return close < 0 ? sql.Length : close + 2;
            default:
                return i;
        }
    }

    private static int Quoted(string sql, int i)
    {
        var quote = sql[i];
        for (i++; i < sql.Length; i++)
        {
            if (sql[i] == '\\' && quote == '\'') i++;
            else if (sql[i] == quote && i + 1 < sql.Length && sql[i + 1] == quote) i++;
            else if (sql[i] == quote) return i + 1;
        }
        return sql.Length;
    }
}
