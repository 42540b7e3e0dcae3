using System.Globalization;
using System.Text;

namespace Maintenance.Api.Access.Names;

/// <summary>
/// What makes two user names the same, and which names a new account may have: the one place that decides it, for sign-in, REST, pages,
/// verbs and both store engines, which compare bytes. The profile is UsernameCaseMapped of RFC 8265 (PRECIS), after form KC; beyond it,
/// names in several scripts and names that look like an existing one are refused (UTS 39).
/// </summary>
public static class UserName
{
    /// <summary>Longest name, in UTF-16 code units.</summary>
    public const int MaxLength = 64;

    private const string Punctuation = ".-_@+'";

    // Names of actors in the audit that are no accounts.
    private static readonly string[] Reserved = ["api", "local", "configuration"];

    // Letters that are drawn alike, each by the Latin letters it resembles: UTS 39's list for small letters in everyday type.
    private static readonly Dictionary<char, string> Alike = new()
    {
        ['ß'] = "ss", ['ı'] = "i",
        ['а'] = "a", ['е'] = "e", ['о'] = "o", ['р'] = "p", ['с'] = "c", ['у'] = "y", ['х'] = "x", ['і'] = "i", ['ї'] = "ï", ['ј'] = "j",
        ['ѕ'] = "s", ['һ'] = "h", ['ԁ'] = "d", ['ԛ'] = "q", ['ԝ'] = "w", ['ѵ'] = "v", ['ӏ'] = "l", ['г'] = "r", ['ё'] = "ë", ['ӕ'] = "ae",
        ['к'] = "k", ['м'] = "m", ['т'] = "t", ['н'] = "h", ['в'] = "b", ['п'] = "n", ['ү'] = "y",
        ['α'] = "a", ['ο'] = "o", ['ρ'] = "p", ['ν'] = "v", ['υ'] = "u", ['ι'] = "i", ['κ'] = "k", ['χ'] = "x", ['γ'] = "y", ['τ'] = "t",
        ['ω'] = "w", ['η'] = "n", ['ε'] = "e", ['ς'] = "o", ['σ'] = "o", ['ό'] = "ó", ['ί'] = "í",
        ['ά'] = "á", ['έ'] = "é", ['ϲ'] = "c", ['ϳ'] = "j",
        ['օ'] = "o", ['ս'] = "u", ['հ'] = "h", ['ո'] = "n", ['ց'] = "g", ['յ'] = "j", ['զ'] = "q", ['ք'] = "f", ['գ'] = "q", ['ա'] = "w",
    };

    /// <summary>
    /// Two names are the same account exactly when their keys are equal: form KC, lower case. Never fails, whatever an older build or a
    /// person's SQL left in the store.
    /// </summary>
    public static string Key(string? name)
    {
        var trimmed = (name ?? "").Trim();
        // İ has no single small letter; i is what people of that alphabet type for it.
        var small = Nfkc.Of(trimmed).Replace('İ', 'i').ToLowerInvariant();
        return Ascii.IsValid(small) ? small : Nfkc.Of(small);
    }

    /// <summary>What the name looks like: names with equal skeletons are easily taken for one another.</summary>
    public static string Skeleton(string name)
    {
        var key = Key(name);
        if (Ascii.IsValid(key)) return key;
        var skeleton = new StringBuilder(key.Length);
        foreach (var c in key) skeleton.Append(Alike.TryGetValue(c, out var alike) ? alike : c.ToString());
        return skeleton.ToString();
    }

    /// <summary>Why a new account may not have this name, in words that complete "name: …"; null if it may, as <see cref="Key"/>.</summary>
    public static string? ProblemOf(string? name)
    {
        var text = Key(name);
        if (text.Length == 0) return $"is empty; expected 1 to {MaxLength} characters.";
        if (text.Length > MaxLength
            || name!.Length > 4 * MaxLength) return $"has {name!.Length} characters; at most {MaxLength} are allowed.";
        string? script = null;
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsAscii && (char.IsAsciiDigit((char)rune.Value) || Punctuation.Contains((char)rune.Value, StringComparison.Ordinal)))
                continue;
            if (!Rune.IsLetter(rune) && !IsMark(rune)) return $"contains {Describe(rune)}; allowed are letters, digits and . - _ @ + '.";
            var found = Script.Of(rune.Value);
            if (IsMark(rune) && (found is null || !Script.HasMarks(found)))
                return $"contains {Describe(rune)}, a mark that joins no letter to one character.";
            if (found is null)
                return $"contains {Describe(rune)}, which is easily taken for another character or belongs to no script in use.";
            script ??= found;
            if (script != found)
                return $"mixes {script} and {found} letters ({Describe(rune)}); letters of one script are allowed, so that no "
                    + "name looks like another's.";
        }
        if (!Rune.IsLetterOrDigit(Rune.GetRuneAt(text, 0))) return "must begin with a letter or digit.";
        return Reserved.Contains(text, StringComparer.Ordinal) ? $"'{text}' is reserved: the audit names programs so." : null;
    }

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static string Describe(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        ? $"U+{rune.Value:X4}" : $"'{rune}' (U+{rune.Value:X4})";
}
