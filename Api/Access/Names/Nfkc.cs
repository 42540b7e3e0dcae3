using System.Globalization;
using System.Text;

namespace Maintenance.Api.Access.Names;

/// <summary>
/// Unicode normalization form KC (UAX 15), after which text that is canonically or compatibly equivalent is equal: composed and decomposed
/// accents, full-width letters, ligatures. <c>string.Normalize</c> returns its text unchanged where globalization is invariant, as it is
/// here on all systems but Windows. Threading: any thread.
/// </summary>
public static class Nfkc
{
    private const int HangulBase = 0xAC00, LeadBase = 0x1100, VowelBase = 0x1161, TrailBase = 0x11A7;
    private const int Leads = 19, Vowels = 21, Trails = 28;
    private static readonly Lazy<Tables> Data = new(Tables.Read);

    /// <summary>The text in form KC; a lone surrogate becomes U+FFFD.</summary>
    public static string Of(string text)
    {
        if (Ascii.IsValid(text)) return text;
        var tables = Data.Value;
        var all = Decompose(text, tables);
        Order(all, tables);
        Compose(all, tables);
        var result = new StringBuilder(text.Length);
        foreach (var c in all) result.Append(new Rune(c).ToString());
        return result.ToString();
    }

    private static List<int> Decompose(string text, Tables tables)
    {
        var all = new List<int>(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var syllable = rune.Value - HangulBase;
            if (syllable is >= 0 and < Leads * Vowels * Trails)
            {
                all.Add(LeadBase + syllable / (Vowels * Trails));
                all.Add(VowelBase + syllable / Trails % Vowels);
                if (syllable % Trails > 0) all.Add(TrailBase + syllable % Trails);
            }
            else if (tables.Decompositions.TryGetValue(rune.Value, out var parts))
            {
                all.AddRange(parts);
            }
            else
            {
                all.Add(rune.Value);
            }
        }
        return all;
    }

    // Canonical order: marks behind a starter by class, those of one class as they stood.
    private static void Order(List<int> all, Tables tables)
    {
        for (var i = 1; i < all.Count; i++)
        {
            var mark = tables.ClassOf(all[i]);
            if (mark == 0) continue;
            var to = i;
            while (to > 0 && tables.ClassOf(all[to - 1]) > mark) to--;
            if (to == i) continue;
            var moved = all[i];
            all.RemoveAt(i);
            all.Insert(to, moved);
        }
    }

    // Each character joins the last starter unless one of its own class, or a starter, stands between them.
    private static void Compose(List<int> all, Tables tables)
    {
        var (starter, last, kept) = (-1, -1, 0);
        for (var i = 0; i < all.Count; i++)
        {
            var mark = tables.ClassOf(all[i]);
            if (starter >= 0 && (last < mark || kept == starter + 1) && Composite(all[starter], all[i], tables) is { } composite)
            {
                all[starter] = composite;
                continue;
            }
            if (mark == 0) starter = kept;
            last = mark;
            all[kept++] = all[i];
        }
        all.RemoveRange(kept, all.Count - kept);
    }

    private static int? Composite(int first, int second, Tables tables)
    {
        if (first - LeadBase is >= 0 and < Leads && second - VowelBase is >= 0 and < Vowels)
            return HangulBase + ((first - LeadBase) * Vowels + (second - VowelBase)) * Trails;
        if (first - HangulBase is >= 0 and < Leads * Vowels * Trails && (first - HangulBase) % Trails == 0
            && second - TrailBase is > 0 and < Trails)
            return first + (second - TrailBase);
        return tables.Composites.TryGetValue((first, second), out var composite) ? composite : null;
    }

    /// <summary>What the Unicode Character Database says, from <c>nfkc.txt</c>.</summary>
    private sealed class Tables
    {
        private readonly Dictionary<int, int> _classes = [];

        public Dictionary<int, int[]> Decompositions { get; } = [];

        public Dictionary<(int First, int Second), int> Composites { get; } = [];

        public int ClassOf(int character) => _classes.GetValueOrDefault(character);

        public static Tables Read()
        {
            var tables = new Tables();
            using var reader = new StreamReader(typeof(Nfkc).Assembly.GetManifestResourceStream("nfkc.txt")!);
            while (reader.ReadLine() is { } line) tables.Add(line.Split(' '));
            return tables;
        }

        private void Add(string[] words)
        {
            foreach (var word in words.AsSpan(1))
                switch (words[0][0])
                {
                    case '>':
                        var (from, parts) = Halves(word);
                        Decompositions.Add(Hex(from), [.. parts.Split(',').Select(Hex)]);
                        break;
                    case '+':
                        var (pair, composite) = Halves(word);
                        var comma = pair.IndexOf(',');
                        Composites.Add((Hex(pair[..comma]), Hex(pair[(comma + 1)..])), Hex(composite));
                        break;
                    case '^':
                        var ends = word.Split('-');
                        for (var c = Hex(ends[0]); c <= Hex(ends[^1]); c++)
                            _classes.Add(c, int.Parse(words[0].AsSpan(1), CultureInfo.InvariantCulture));
                        break;
                }
        }

        private static (string Left, string Right) Halves(string word) => (word[..word.IndexOf('=')], word[(word.IndexOf('=') + 1)..]);

        private static int Hex(string digits) => int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }
}
