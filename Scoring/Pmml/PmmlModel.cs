using System.Security.Cryptography;
using Maintenance.Core.Ports;

namespace Maintenance.Scoring.Pmml;

/// <summary>
/// A classifier by gradient-boosted trees, compiled from PMML: a chain of one sum of trees per class and a softmax over the sums.
/// This is the part of PMML that the shipped model needs; everything else is refused at load.
/// </summary>
public sealed class PmmlModel : IConditionModel
{
    private readonly TreeEnsemble[] _classes;

    internal PmmlModel(PmmlDocument document, string hash)
    {
        Name = document.Name;
        Hash = hash;
        Inputs = document.Inputs;
        Outputs = [.. document.Labels.Select(l => $"probability({l})")];
        UsualRanges = document.UsualRanges;
        _classes = [.. document.Classes];
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string Hash { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Inputs { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Outputs { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, (float Low, float High)> UsualRanges { get; }

    /// <summary>Loads a document and runs its ModelVerification.</summary>
    /// <exception cref="PmmlException">Malformed, not supported, or a verification row differs.</exception>
    public static PmmlModel Load(ReadOnlySpan<byte> document)
    {
        var parsed = PmmlReader.Read(document.ToArray());
        var model = new PmmlModel(parsed, Convert.ToHexStringLower(SHA256.HashData(document)));
        parsed.Verify(model);
        return model;
    }

    /// <inheritdoc/>
    public void Score(ReadOnlySpan<float> rows, int count, Span<float> results)
    {
        if (rows.Length < count * Inputs.Count) throw new ArgumentException($"{count} rows of {Inputs.Count} inputs are needed.", nameof(rows));
        if (results.Length < count * _classes.Length) throw new ArgumentException($"Room for {count} rows of {_classes.Length} outputs is needed.", nameof(results));
        for (var i = 0; i < count; i++)
        {
            var row = rows.Slice(i * Inputs.Count, Inputs.Count);
            var result = results.Slice(i * _classes.Length, _classes.Length);
            for (var k = 0; k < result.Length; k++) result[k] = _classes[k].Score(row);
            Softmax(result);
        }
    }

    /// <inheritdoc/>
    public void Explain(ReadOnlySpan<float> row, int output, Span<float> contributions)
    {
        contributions[..Inputs.Count].Clear();
        _classes[output].Explain(row, contributions);
    }

    private static void Softmax(Span<float> values)
    {
        var max = values[0];
        foreach (var value in values) max = MathF.Max(max, value);
        var sum = 0f;
        foreach (ref var value in values)
        {
            value = MathF.Exp(value - max);
            sum += value;
        }
        foreach (ref var value in values) value /= sum;
    }
}
