using Maintenance.Core.Channels;
using Maintenance.Core.Ports;
using Maintenance.Simulator.Load;

namespace Maintenance.Host.Bench;

/// <summary>
/// Opens drill pages at a steady rate: the questions of the Fleet and Drill pages (Dashboard/Queries), about the default stretch, of one drill after
/// the other.
/// </summary>
internal sealed class PipelineReader(IConditionStore store, LoadGenerator generator, long startUnixMicros, TimeProvider time)
{
    private const int Buckets = 120;
    private static readonly TimeSpan Stretch = TimeSpan.FromMinutes(15);
    private static readonly string Columns = string.Join(", ", StandardChannels.All.Select(c => c.Name));

    private const string Fleet =
        "SELECT asset, event_time, known_at, health_index, grade, failure_mode, failure_probability, rul_p10_hours, rul_p50_hours, rul_p90_hours, "
        + "drilling_state, reasons, model_hash FROM assessment_latest";

    private static readonly string Channels =
        $"SELECT CAST(floor(epoch_us(event_time) / ?) AS BIGINT) AS bucket, {string.Join(", ", StandardChannels.All.Select(c => $"min({c.Name}), max({c.Name}), avg({c.Name})"))} "
        + "FROM reading WHERE asset = ? AND event_time >= ? AND event_time < ? GROUP BY bucket ORDER BY bucket";

    private const string Health =
        "SELECT CAST(floor(epoch_us(event_time) / ?) AS BIGINT) AS bucket, min(health_index), max(health_index), avg(health_index) FROM assessment_current "
        + "WHERE asset = ? AND event_time >= ? AND event_time < ? GROUP BY bucket ORDER BY bucket";

    private static readonly string Values =
        $"SELECT event_time, {Columns} FROM reading WHERE asset = ? AND event_time > ? AND event_time <= ? ORDER BY event_time DESC LIMIT ?";

    /// <summary>Time of each question.</summary>
    public LatencyRecorder Latencies { get; } = new();

    /// <summary>Opens pages until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / PipelineLoad.PagesPerSecond), time);
        try
        {
            for (var page = 0; await timer.WaitForNextTickAsync(cancellationToken); page++) await OpenAsync(page, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The measurement is over.
        }
    }

    // As the pages do: the fleet's list, then the three questions of a drill at once.
    private async Task OpenAsync(int page, CancellationToken cancellationToken)
    {
        var asset = generator.Assets[page * 37 % generator.Assets.Count].Id.Value;
        var from = Time(startUnixMicros);
        var to = Time(startUnixMicros) + Stretch;
        var width = (long)(Stretch / Buckets).TotalMicroseconds;
        await AskAsync(new StoreQuery(Fleet), cancellationToken);
        await Task.WhenAll(
            AskAsync(new StoreQuery(Channels, width, asset, from, to), cancellationToken),
            AskAsync(new StoreQuery(Health, width, asset, from, to), cancellationToken),
            AskAsync(new StoreQuery(Values, asset, from, to, 200L), cancellationToken));
    }

    private async Task AskAsync(StoreQuery query, CancellationToken cancellationToken)
    {
        var asked = time.GetTimestamp();
        await store.QueryAsync(query, cancellationToken);
        Latencies.Record(time.GetElapsedTime(asked).TotalMilliseconds);
    }

    private static DateTime Time(long unixMicros) => DateTime.UnixEpoch.AddMicroseconds(unixMicros);
}
