using System.Text.RegularExpressions;
using Maintenance.Pmml.Frames;

namespace Maintenance.Pmml.Expressions;

/// <summary>
/// How a TextIndex takes texts apart. All that do it alike share one of these, and a row's text is taken apart once, however many terms are
/// looked up in it. Immutable; what it remembers belongs to the scoring thread and ends with the row.
/// </summary>
/// <param name="split">Regular expression that separates words; null when <paramref name="word"/> finds them.</param>
/// <param name="word">Regular expression that finds words.</param>
/// <param name="ignoresCase">True to ignore case.</param>
/// <param name="substitutions">TextIndexNormalization rows, in order.</param>
/// <param name="repeats">True to repeat them until nothing changes.</param>
internal sealed class TextWords(Regex? split, Regex? word, bool ignoresCase, (Regex Pattern, string Stem)[] substitutions, bool repeats)
{
    private const int MaxRounds = 100;
    private const int MaxTextLength = 1 << 20;
    private static readonly char[] Punctuation = [.. Enumerable.Range(33, 94).Select(c => (char)c).Where(char.IsPunctuation)];

    [ThreadStatic]
    private static Dictionary<(TextWords, string), Counted>? Remembered;

    [ThreadStatic]
    private static long RememberedRow;

    public StringComparer Comparer { get; } = ignoresCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    /// <summary>The words of a row's text; null for a text that its substitutions make too long.</summary>
    public Counted? Count(string text)
    {
        var all = Remembered ??= [];
        if (RememberedRow != RowTexts.Row) all.Clear();
        RememberedRow = RowTexts.Row;
        if (all.TryGetValue((this, text), out var counted)) return counted;
        if (Normalize(text) is not { } normal) return null;
        return all[(this, text)] = new Counted(Words(normal), Comparer);
    }

    /// <summary>The words of a term.</summary>
    public List<string> Words(string text)
    {
        if (word is not null) return [.. word.Matches(text).Select(m => m.Value)];
        var words = new List<string>();
        foreach (var part in split!.Split(text))
            if (part.Trim(Punctuation) is { Length: > 0 } trimmed) words.Add(trimmed);
        return words;
    }

    private string? Normalize(string text)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            var before = text;
            foreach (var (pattern, stem) in substitutions)
                if ((text = pattern.Replace(text, stem)).Length > MaxTextLength) return null;
            if (!repeats || string.Equals(before, text, StringComparison.Ordinal)) break;
        }
        return text;
    }

    /// <summary>The words of a text, and how often each occurs.</summary>
    internal sealed class Counted
    {
        private readonly Dictionary<string, int> _counts;
        private readonly StringComparer _comparer;
        private readonly List<string> _words;

        public Counted(List<string> words, StringComparer comparer)
        {
            (_words, _comparer) = (words, comparer);
            _counts = new Dictionary<string, int>(comparer);
            foreach (var word in words) Largest = Math.Max(Largest, _counts[word] = _counts.GetValueOrDefault(word) + 1);
        }

        /// <summary>How often the most frequent word occurs.</summary>
        public int Largest { get; }

        /// <summary>How often a term's words occur one after the other.</summary>
        public int Of(List<string> term)
        {
            if (term.Count == 0) return 0;
            var first = _counts.GetValueOrDefault(term[0]);
            if (term.Count == 1 || first == 0) return first;
            var count = 0;
            for (var i = 0; i + term.Count <= _words.Count; i++)
            {
                var fits = true;
                for (var j = 0; j < term.Count && fits; j++) fits = _comparer.Equals(_words[i + j], term[j]);
                if (fits) count++;
            }
            return count;
        }
    }
}
