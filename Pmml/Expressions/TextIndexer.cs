using System.Text.RegularExpressions;

namespace Maintenance.Pmml.Expressions;

/// <summary>TextIndex: how often a term's words occur consecutively in a text.</summary>
/// <param name="split">Regular expression that separates words; null when <paramref name="word"/> finds them.</param>
/// <param name="word">Regular expression that finds words.</param>
/// <param name="ignoresCase">True to ignore case.</param>
/// <param name="weights">localTermWeights.</param>
/// <param name="substitutions">TextIndexNormalization rows, in order.</param>
/// <param name="repeats">True to repeat them until nothing changes.</param>
internal sealed class TextIndexer(Regex? split, Regex? word, bool ignoresCase, string weights, (Regex Pattern, string Stem)[] substitutions,
    bool repeats)
{
    private const int MaxRounds = 100;
    private static readonly char[] Punctuation = [.. Enumerable.Range(33, 94).Select(c => (char)c).Where(char.IsPunctuation)];

    /// <summary>The term's weight; NaN when text or term is missing, or a pattern takes too long.</summary>
    public double Evaluate(string? text, string? term)
    {
        if (text is null || term is null) return double.NaN;
        try
        {
            var (words, wanted) = (Words(Normalize(text)), Words(term));
            var (count, largest) = (Count(words, wanted), 0);
            if (weights == "augmentedNormalizedTermFrequency")
                largest = words.Count == 0 ? 0 : words.GroupBy(w => w, Comparer).Max(g => g.Count());
            return weights switch
            {
                "binary" => count > 0 ? 1 : 0,
                "logarithmic" => Math.Log10(1 + count),
                "augmentedNormalizedTermFrequency" => count > 0 ? 0.5 * (1 + ((double)count / largest)) : 0,
                _ => count,
            };
        }
        catch (RegexMatchTimeoutException)
        {
            return double.NaN;
        }
    }

    private StringComparer Comparer => ignoresCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    private string Normalize(string text)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            var before = text;
            foreach (var (pattern, stem) in substitutions) text = pattern.Replace(text, stem);
            if (!repeats || string.Equals(before, text, StringComparison.Ordinal)) break;
        }
        return text;
    }

    private List<string> Words(string text)
    {
        if (word is not null) return [.. word.Matches(text).Select(m => m.Value)];
        var words = new List<string>();
        foreach (var part in split!.Split(text))
            if (part.Trim(Punctuation) is { Length: > 0 } trimmed) words.Add(trimmed);
        return words;
    }

    private int Count(List<string> words, List<string> term)
    {
        if (term.Count == 0) return 0;
        var count = 0;
        for (var i = 0; i + term.Count <= words.Count; i++)
        {
            var fits = true;
            for (var j = 0; j < term.Count && fits; j++) fits = Comparer.Equals(words[i + j], term[j]);
            if (fits) count++;
        }
        return count;
    }
}
