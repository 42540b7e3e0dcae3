using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Queries;
using Maintenance.Scoring.HealthAssessment;
using Microsoft.Extensions.Logging;

namespace Maintenance.Scoring.Shadow;

/// <summary>
/// Scores a challenger beside the champion, in one partition, on the same features, once per block, when the block is first assessed. The
/// statistics are committed in the same transaction, so that a restart counts nothing twice. Failure strategy: any exception of the
/// challenger is logged and counted, and ends the comparison until the next start; the champion's rows do not depend on it. Threading: one
/// worker.
/// </summary>
internal sealed partial class ShadowComparison
{
    private readonly Dictionary<string, ShadowStatistics> _statistics = new(StringComparer.Ordinal);
    private readonly List<ShadowStatistics> _touched = [];
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

    /// <summary>Hash of the champion.</summary>
    public string ModelHash { get; }

    /// <summary>Hash of the challenger.</summary>
    public string ShadowHash => _shadow.Hash;

    /// <summary>Reads the statistics stored so far; everything must be committed.</summary>
    public async Task LoadAsync(IConditionStore store, CancellationToken cancellationToken)
    {
        var rows = await ModelComparisonsQuery.OfPairAsync(store, _reader, _partition, ModelHash, ShadowHash, cancellationToken);
        foreach (var row in rows) _statistics[row.Asset] = ShadowStatistics.Of(row);
    }

    /// <summary>Scores with the challenger what the champion has just scored for the first time.</summary>
    public void Compare(string asset, long eventTime, float modelHealth, ReadOnlySpan<float> features)
    {
        if (_failed) return;
        if (!_statistics.TryGetValue(asset, out var statistics)) _statistics[asset] = statistics = new ShadowStatistics(asset);
        try
        {
            for (var i = 0; i < _inputs.Length; i++) _row[i] = features[_inputs[i]];
            _shadow.Score(_row, 1, _outputs);
            statistics.Add(eventTime, modelHealth, Math.Clamp(100 * _outputs[_none], 0, 100));
        }
        catch (Exception error)
        {
            // Isolation: no failure of the challenger, whatever it is, may reach the champion.
            _failed = true;
            statistics.Fail(eventTime);
            LogFailed(_logger, error, ShadowHash, _partition);
        }
        if (statistics.Touched) return;
        statistics.Touched = true;
        _touched.Add(statistics);
    }

    /// <summary>
    /// Writes the statistics that changed since the last call; the batch is committed with the assessments they count.
    /// </summary>
    public void WriteTouched(TableBatch<ModelComparisonRow> batch)
    {
        foreach (var statistics in _touched)
        {
            batch.Add(statistics.RowOf(_reader, ModelHash, ShadowHash, _partition));
            statistics.Touched = false;
        }
        _touched.Clear();
    }

    [LoggerMessage(3033, LogLevel.Error, "Shadow model {Hash} failed; partition {Partition} continues without it until the next start")]
    private static partial void LogFailed(ILogger logger, Exception exception, string hash, int partition);
}
