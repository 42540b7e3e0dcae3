namespace Maintenance.Core.Ports;

/// <summary>
/// A loaded, verified model that turns a row of inputs into a row of outputs. Immutable; any thread may score.
/// Deterministic: the same row gives the same bits, in any batch, on any run.
/// </summary>
public interface IConditionModel
{
    /// <summary>Name from the document, for people.</summary>
    string Name { get; }

    /// <summary>SHA-256 of the document, lower-case hex: stored with each assessment.</summary>
    string Hash { get; }

    /// <summary>Names of the active fields, in the order of an input row. The scoring service feeds descriptors by these names.</summary>
    IReadOnlyList<string> Inputs { get; }

    /// <summary>Names of the outputs, in the order of an output row; a classifier gives <c>probability(label)</c> for each label.</summary>
    IReadOnlyList<string> Outputs { get; }

    /// <summary>Usual range of inputs on healthy assets, by name, where the document gives it; used in the text of reasons.</summary>
    IReadOnlyDictionary<string, (float Low, float High)> UsualRanges { get; }

    /// <summary>Why <see cref="Explain"/> gives no contributions, worded for an operator; null when it gives them.</summary>
    string? WithoutReasons => null;

    /// <summary>Scores rows. Models of the product's own engine allocate nothing.</summary>
    /// <param name="rows">Row-major, <c>count × Inputs.Count</c>; NaN means missing.</param>
    /// <param name="count">Number of rows.</param>
    /// <param name="results">Row-major, <c>count × Outputs.Count</c>, overwritten.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    void Score(ReadOnlySpan<float> rows, int count, Span<float> results);

    /// <summary>
    /// Computes, for one output of one row, how much each input moved the result from the model's mean (in link space).
    /// </summary>
    /// <param name="row">One input row.</param>
    /// <param name="output">Index into <see cref="Outputs"/>.</param>
    /// <param name="contributions"><c>Inputs.Count</c> values, overwritten.</param>
    void Explain(ReadOnlySpan<float> row, int output, Span<float> contributions);
}
