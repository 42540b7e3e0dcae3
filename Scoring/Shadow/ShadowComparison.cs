using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Queries;
using Maintenance.Scoring.HealthAssessment;
using Microsoft.Extensions.Logging;

namespace Maintenance.Scoring.Shadow;

/// <summary>
/// A challenger beside the champion, in one partition: it is given the very features the champion judged by, each block once, when it is
/// first assessed. Its tallies are rows of the same transaction, so that a restart counts nothing twice.
/// Failure strategy: whatever the challenger throws is logged, counted and ends the comparison until the next start; the champion's rows
/// do not depend on it. Threading: one worker.
/// </summary>
internal sealed partial class ShadowComparison
{
    private readonly Dictionary<string, ShadowTally> _tallies = new(StringComparer.Ordinal);
    private readonly List<ShadowTally> _touched = [];
    private readonly IConditionModel _shadow;
    private readonly int[] _inputs;
    private readonly int _none;
    private readonly float[] _row;
    private readonly float[] _outputs;
    private readonly string _reader;
    private readonly int _partition;
    private readonly ILogger _logger;
    private bool _failed;

    public ShadowComparison(string modelHash, IConditionModel shadow, string reader, int partition, ILogger logger)
    {
        (ModelHash, _shadow, _reader, _partition, _logger) = (modelHash, shadow, reader, partition, logger);
        _inputs = [.. shadow.Inputs.Select(WindowFeatures.IndexOf)];
        _none = shadow.Outputs.ToList().IndexOf("probability(none)");
        _row = new float[_inputs.Length];
        _outputs = new float[shadow.Outputs.Count];
    }

    /// <summary>The champion compared with.</summary>
    public string ModelHash { get; }

    /// <summary>The challenger.</summary>
    public string ShadowHash => _shadow.Hash;

    /// <summary>Reads the tallies of before; everything must be committed.</summary>
    public async Task LoadAsync(IConditionStore store, CancellationToken cancellationToken)
    {
        var rows = await ModelComparisonsQuery.OfPairAsync(store, _reader, _partition, ModelHash, ShadowHash, cancellationToken);
        foreach (var row in rows) _tallies[row.Asset] = ShadowTally.Of(row);
    }

    /// <summary>Lets the challenger judge what the champion has just judged for the first time.</summary>
    public void Compare(string asset, long eventTime, float modelHealth, ReadOnlySpan<float> features)
    {
        if (_failed) return;
        if (!_tallies.TryGetValue(asset, out var tally)) _tallies[asset] = tally = new ShadowTally(asset);
        try
        {
            for (var i = 0; i < _inputs.Length; i++) _row[i] = features[_inputs[i]];
            _shadow.Score(_row, 1, _outputs);
            tally.Add(eventTime, modelHealth, Math.Clamp(100 * _outputs[_none], 0, 100));
        }
        catch (Exception error)
        {
            // The wall between the two: nothing of the challenger may reach the champion, whatever it is.
            _failed = true;
            tally.Fail(eventTime);
            LogFailed(_logger, error, ShadowHash, _partition);
        }
        if (tally.Touched) return;
        tally.Touched = true;
        _touched.Add(tally);
    }

    /// <summary>
    /// Writes the rows of the tallies that changed since it was called last; the batch is committed with the assessments they count.
    /// </summary>
    public void WriteTouched(TableBatch<ModelComparisonRow> batch)
    {
        foreach (var tally in _touched)
        {
            batch.Add(tally.RowOf(_reader, ModelHash, ShadowHash, _partition));
            tally.Touched = false;
        }
        _touched.Clear();
    }

    [LoggerMessage(3033, LogLevel.Error, "Model {Hash} in shadow failed; partition {Partition} goes on without it until the next start")]
    private static partial void LogFailed(ILogger logger, Exception exception, string hash, int partition);
}
