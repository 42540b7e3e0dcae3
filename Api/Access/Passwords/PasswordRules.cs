using System.Text;
using Maintenance.Api.Access.Names;

namespace Maintenance.Api.Access.Passwords;

/// <summary>
/// Which passwords are accepted (NIST SP 800-63B): any characters, a minimum length, no composition rules, but nothing that is guessed
/// first. What is guessed first is measured: a run such as <c>12345</c>, <c>qwerty</c> or <c>aaaa</c>, a repeated part, a common word,
/// the user's name, each count as two characters at most, however long they are.
/// </summary>
public static class PasswordRules
{
    /// <summary>Fewest characters (Unicode code points, after form KC).</summary>
    public const int MinLength = 10;

    /// <summary>Most characters.</summary>
    public const int MaxLength = 256;

    private const int MinUnguessed = 8;
    private const int PartWorth = 2;
    private const int MinWord = 3;

    // Neighbours in the alphabet, on the digits and along the rows of common keyboards.
    private static readonly string[] Lines =
    [
        "abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "qwertzuiop", "azertyuiop", "asdfghjkl", "zxcvbnm", "yxcvbnm",
        "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", "!@#$%^&*()", "!\"#$%&/()=",
    ];

    private static readonly Lazy<int[][]> Words = new(ReadWords);

    /// <summary>What is hashed: form KC with every blank as a space, so that a password does not depend on the keyboard's system.</summary>
    public static string Normalize(string password)
    {
        if (Ascii.IsValid(password)) return password;
        var text = new StringBuilder(password.Length);
        foreach (var rune in Nfkc.Of(password).EnumerateRunes())
            text.Append(Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune) ? " " : rune.ToString());
        return text.ToString();
    }

    /// <summary>Why the password is refused, in words that complete "password: …"; null if it is accepted.</summary>
    /// <param name="name">Name of its account.</param>
    /// <param name="password">As typed.</param>
    public static string? ProblemOf(string name, string? password)
    {
        var length = password is null || password.Length > 8 * MaxLength
            ? password?.Length ?? 0 : Normalize(password).EnumerateRunes().Count();
        if (length is < MinLength or > MaxLength) return $"must have {MinLength} to {MaxLength} characters; it has {length}.";
        return Unguessed(UserName.Key(name), Normalize(password!)) < MinUnguessed
            ? "is among the first that are guessed: it is little more than common words, the user name, a sequence, a year or repeated "
                + "characters. Choose several unrelated words, for example."
            : null;
    }

    /// <summary>Number of characters of a password that a guesser must find one by one.</summary>
    internal static int Unguessed(string nameKey, string password)
    {
        var text = UnitOf(Condensed(password));
        var plain = Array.ConvertAll(text, Plain);
        var name = Condensed(nameKey);
        var worth = 0;
        for (var at = 0; at < text.Length;)
        {
            var known = Math.Max(NameAt(text, at, name), Math.Max(WordAt(text, at), WordAt(plain, at)));
            var run = Math.Max(RunAt(text, at), YearAt(text, at));
            var taken = Math.Max(known, run);
            worth += taken == 0 ? 1 : PartWorth;
            at += Math.Max(1, taken);
        }
        return Math.Min(worth, text.Distinct().Count() * 2);
    }

    // Small letters without blanks, and without those that repeat the one before.
    private static int[] Condensed(string text)
    {
        var condensed = new List<int>(text.Length);
        foreach (var rune in text.ToLowerInvariant().EnumerateRunes())
            if (rune.Value != ' ' && (condensed.Count == 0 || condensed[^1] != rune.Value)) condensed.Add(rune.Value);
        return [.. condensed];
    }

    // The part of which the whole is a repetition, or the whole.
    private static int[] UnitOf(int[] text)
    {
        for (var unit = 1; unit <= text.Length / 2; unit++)
            if (Enumerable.Range(unit, text.Length - unit).All(i => text[i] == text[i - unit])) return text[..unit];
        return text;
    }

    private static int NameAt(int[] text, int at, int[] name) =>
        name.Length >= MinWord && text.AsSpan(at).StartsWith(name) ? name.Length : 0;

    private static int WordAt(int[] text, int at)
    {
        var longest = 0;
        foreach (var word in Words.Value)
            if (word.Length > longest && text.AsSpan(at).StartsWith(word)) longest = word.Length;
        return longest;
    }

    // Three or more neighbouring characters, in one direction.
    private static int RunAt(int[] text, int at)
    {
        var longest = 1;
        foreach (var step in (int[])[1, -1])
            foreach (var line in Lines)
            {
                var (place, length) = (text[at] < char.MaxValue ? line.IndexOf((char)text[at], StringComparison.Ordinal) : -1, 1);
                if (place < 0) continue;
                while (at + length < text.Length && (place += step) >= 0 && place < line.Length
                    && line[place] == text[at + length]) length++;
                longest = Math.Max(longest, length);
            }
        return longest >= MinWord ? longest : 0;
    }

    private static int YearAt(int[] text, int at) => at + 4 <= text.Length && (text[at], text[at + 1]) is ('1', '9') or ('2', '0')
        && IsDigit(text[at + 2]) && IsDigit(text[at + 3]) ? 4 : 0;

    private static bool IsDigit(int c) => c is >= '0' and <= '9';

    // As people disguise letters.
    private static int Plain(int c) => c switch
    {
        '0' => 'o',
        '1' or '!' or '|' => 'i',
        '3' or '€' => 'e',
        '4' or '@' => 'a',
        '5' or '$' => 's',
        '7' => 't',
        '8' => 'b',
        _ => c,
    };

    private static int[][] ReadWords()
    {
        using var reader = new StreamReader(typeof(PasswordRules).Assembly.GetManifestResourceStream("common-words.txt")!);
        return [.. reader.ReadToEnd().Split('\n').Where(l => !l.StartsWith('#'))
            .SelectMany(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(Condensed).Where(w => w.Length >= MinWord)];
    }
}
