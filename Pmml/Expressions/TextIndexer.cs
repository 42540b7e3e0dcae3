namespace Maintenance.Pmml.Expressions;

/// <summary>TextIndex: how often a term's words occur consecutively in a text.</summary>
/// <param name="words">Takes texts apart.</param>
/// <param name="weights">localTermWeights.</param>
/// <param name="term">The words of a constant term; null where the row gives it.</param>
internal sealed class TextIndexer(TextWords words, string weights, List<string>? term)
{
    /// <summary>The term's weight; NaN when text or term is missing.</summary>
    /// <param name="text">Text.</param>
    /// <param name="rowsTerm">The row's term; of no interest where the term is constant.</param>
    public double Evaluate(string? text, string? rowsTerm)
    {
        if (text is null || (term is null && rowsTerm is null)) return double.NaN;
        if (words.Count(text) is not { } counted) return double.NaN;
        var count = counted.Of(term ?? words.Words(rowsTerm!));
        return weights switch
        {
            "binary" => count > 0 ? 1 : 0,
            "logarithmic" => Math.Log10(1 + count),
            "augmentedNormalizedTermFrequency" => count > 0 ? 0.5 * (1 + ((double)count / counted.Largest)) : 0,
            _ => count,
        };
    }
}
