using System.Collections.Concurrent;
using Maintenance.Core.Ports;
using Maintenance.MlNet.Archive;

namespace Maintenance.MlNet.Reading;

/// <summary>
/// Any pipeline, scored through ML.NET. Each scoring thread borrows a <see cref="ScoringSession"/>, so that nothing is opened per batch;
/// ML.NET itself still allocates per row. Immutable; any thread.
/// </summary>
internal sealed class MlNetModel : IConditionModel
{
    private readonly Pipeline _pipeline;
    private readonly Contributions? _contributions;
    private readonly ConcurrentBag<ScoringSession> _sessions = [];
    private readonly int _width;

    /// <param name="pipeline">Pipeline.</param>
    /// <param name="notes">Metadata added by our own training; null for other models.</param>
    /// <param name="name">Name.</param>
    /// <param name="hash">SHA-256 of the zip.</param>
    public MlNetModel(Pipeline pipeline, ArchiveNotes? notes, string name, string hash)
    {
        (_pipeline, Name, Hash) = (pipeline, name, hash);
        Outputs = [.. pipeline.Outputs.SelectMany(o => o.Names).Select(n => n == PipelineOutput.Score && notes is not null
            ? notes.Target : n)];
        _width = Outputs.Count;
        UsualRanges = notes?.Text.Usual ?? new Dictionary<string, (float Low, float High)>(StringComparer.Ordinal);
        _contributions = Contributions.TryCreate(pipeline);
    }

    public string Name { get; }

    public string Hash { get; }

    public IReadOnlyList<string> Inputs => _pipeline.Features;

    public IReadOnlyList<string> Outputs { get; }

    public IReadOnlyDictionary<string, (float Low, float High)> UsualRanges { get; }

    public string? WithoutReasons => _contributions is null ? "no reasons: this kind of model does not give contributions" : null;

    public void Score(ReadOnlySpan<float> rows, int count, Span<float> results)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (rows.Length < (long)count * Inputs.Count) throw new ArgumentException($"{count} rows of {Inputs.Count} inputs requested, "
            + $"found {rows.Length} values.", nameof(rows));
        if (results.Length < (long)count * _width) throw new ArgumentException($"{count} rows of {_width} outputs requested, "
            + $"{results.Length} values fit.", nameof(results));
        if (!_sessions.TryTake(out var session)) session = new ScoringSession(_pipeline);
        session.Score(rows, count, results);
        _sessions.Add(session); // one that threw is not reused
    }

    public void Explain(ReadOnlySpan<float> row, int output, Span<float> contributions)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(output);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(output, _width);
        if (_contributions is null) contributions[..Inputs.Count].Clear();
        else _contributions.Explain(row, output, contributions);
    }
}
