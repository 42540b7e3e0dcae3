using Maintenance.Core.Assets;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Queries;
using Maintenance.Scoring.Blocks;
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
    private readonly ConditionAssessor _shadow;
    private readonly string _reader;
    private readonly int _partition;
    private readonly ILogger _logger;
    private bool _failed;

    public ShadowComparison(string modelHash, IConditionModel shadow, string reader, int partition, ILogger logger)
    {
        (ModelHash, _shadow, _reader, _partition, _logger) = (modelHash, new ConditionAssessor(shadow), reader, partition, logger);
    }

    /// <summary>Hash of the champion.</summary>
    public string ModelHash { get; }

    /// <summary>Hash of the challenger.</summary>
    public string ShadowHash => _shadow.ModelHash;

    /// <summary>Reads the statistics stored so far; everything must be committed.</summary>
    public async Task LoadAsync(IConditionStore store, CancellationToken cancellationToken)
    {
        var rows = await ModelComparisonsQuery.OfPairAsync(store, _reader, _partition, ModelHash, ShadowHash, cancellationToken);
        foreach (var row in rows) _statistics[row.Asset] = ShadowStatistics.Of(row);
    }

    /// <summary>Assesses with the challenger, by the same rules, what the champion has just assessed for the first time.</summary>
    /// <param name="asset">Asset.</param>
    /// <param name="modelHealth">The champion's health index.</param>
    /// <param name="window">Blocks in event-time order.</param>
    /// <param name="trend">What the minutes before say.</param>
    /// <param name="location">What is known of the machine; null when nothing is.</param>
    public void Compare(
        string asset, float modelHealth, ReadOnlySpan<BlockEntry> window, in TrendContext trend, MeasurementLocation? location)
    {
        var eventTime = window[^1].EventTimeUnixMicros;
        if (_failed) return;
        if (!_statistics.TryGetValue(asset, out var statistics)) _statistics[asset] = statistics = new ShadowStatistics(asset);
        try
        {
            var assessment = _shadow.Assess(window, trend, location);
            if (!assessment.HasEvidence) return;
            statistics.Add(eventTime, modelHealth, assessment.HealthIndex);
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
