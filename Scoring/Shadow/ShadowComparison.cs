using Maintenance.Core.Ports;
using Maintenance.Scoring.HealthAssessment;
using Maintenance.Scoring.Workers;
using Microsoft.Extensions.Logging;

namespace Maintenance.Scoring.Shadow;

/// <summary>
/// A challenger beside the champion, in one partition: it is given the very features the champion judged by, each block once, when it is first assessed.
/// Its tallies are rows of the same transaction, so that a restart counts nothing twice.
/// Failure strategy: whatever the challenger throws is logged, counted and ends the comparison until the next start; the champion's rows do not depend on it.
/// Threading: one worker.
/// </summary>
internal sealed partial class ShadowComparison
{
    private const string TalliesSql =
        "SELECT asset, blocks, same_grade, health_delta_sum, model_alarm_blocks, shadow_alarm_blocks, model_first_alarm, shadow_first_alarm, first_event_time, "
        + "last_event_time, failures FROM model_comparison WHERE reader = ? AND log_partition = ? AND model_hash = ? AND shadow_hash = ?";

    private readonly Dictionary<string, ShadowTally> _tallies = new(StringComparer.Ordinal);
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
        var rows = await store.QueryAsync(new StoreQuery(TalliesSql, _reader, _partition, ModelHash, ShadowHash), cancellationToken);
        foreach (var row in rows.Rows)
            _tallies[(string)row[0]!] = new ShadowTally((string)row[0]!)
            {
                Blocks = (long)row[1]!,
                SameGrade = (long)row[2]!,
                HealthDeltaSum = (double)row[3]!,
                ModelAlarmBlocks = (long)row[4]!,
                ShadowAlarmBlocks = (long)row[5]!,
                ModelFirstAlarm = Micros(row[6], long.MinValue),
                ShadowFirstAlarm = Micros(row[7], long.MinValue),
                FirstEventTime = Micros(row[8], long.MaxValue),
                LastEventTime = Micros(row[9], long.MinValue),
                Failures = (long)row[10]!,
            };
    }

    /// <summary>Lets the challenger judge what the champion has just judged for the first time.</summary>
    public void Compare(AssetState state, long eventTime, float modelHealth, ReadOnlySpan<float> features, RowBatches rows)
    {
        if (_failed) return;
        if (!_tallies.TryGetValue(state.Id, out var tally)) _tallies[state.Id] = tally = new ShadowTally(state.Id);
        try
        {
            for (var i = 0; i < _inputs.Length; i++) _row[i] = features[_inputs[i]];
            _shadow.Score(_row, 1, _outputs);
            tally.Add(eventTime, modelHealth, Math.Clamp(100 * _outputs[_none], 0, 100));
        }
        catch (Exception e)
        {
            // The wall between the two: nothing of the challenger may reach the champion, whatever it is.
            _failed = true;
            tally.Fail(eventTime);
            LogFailed(_logger, e, ShadowHash, _partition);
        }
        rows.Touch(tally, this);
    }

    /// <summary>Writes the row of a tally.</summary>
    public void Write(ShadowTally tally, Core.Tables.TableBatch batch) => tally.WriteTo(batch, _reader, ModelHash, ShadowHash, _partition);

    private static long Micros(object? value, long otherwise) =>
        value is DateTime time ? (time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond : otherwise;

    [LoggerMessage(3033, LogLevel.Error, "Model {Hash} in shadow failed; partition {Partition} goes on without it until the next start")]
    private static partial void LogFailed(ILogger logger, Exception exception, string hash, int partition);
}
