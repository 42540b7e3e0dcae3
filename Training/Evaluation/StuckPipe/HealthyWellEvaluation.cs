using System.Globalization;
using Maintenance.Core.Time;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.Trends;
using Maintenance.Simulator.Player;

namespace Maintenance.Training.Evaluation.StuckPipe;

/// <summary>Counts the alarms of slow trends on a real recording in which nothing went wrong: each is a false one.</summary>
public static class HealthyWellEvaluation
{
    /// <summary>Plays the recording minute by minute through the code that runs live.</summary>
    /// <param name="format">Format.</param>
    /// <param name="path">File or folder.</param>
    /// <param name="mapping">Mapping of a CSV, or null.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="RecordedDataException">Missing, unreadable, or nothing in it can be replayed.</exception>
    public static async Task<IReadOnlyList<HealthyWellFigures>> RunAsync(RecordedFormat format, string path, string? mapping,
        CancellationToken cancellationToken)
    {
        var source = await RecordedSources.OpenAsync(format, path, mapping, assetId: null, RecordedUnits.None, cancellationToken);
        var assets = await RecordedMinutes.ReadAsync(source, cancellationToken);
        return [.. assets.Select(a => Judge(a.Key, [.. a.Value]))];
    }

    private static HealthyWellFigures Judge(string asset, Minute[] minutes)
    {
        var alarms = new TrendAlarms();
        var first = 0;
        for (var last = 0; last < minutes.Length; last++)
        {
            while (minutes[last].Number - minutes[first].Number >= TrendAssessor.MaxMinutes) first++;
            var time = UnixMicros.ToUtc(minutes[last].Number * BlockPages.PageMicros);
            alarms.Add(TrendAssessor.Assess(minutes.AsSpan(first..(last + 1))), () => time.ToString("s", CultureInfo.InvariantCulture));
        }
        return new HealthyWellFigures(asset, alarms.Figures, alarms.Raised);
    }
}

/// <summary>Alarms of one drill of a recording.</summary>
/// <param name="Asset">Drill.</param>
/// <param name="Modes">Counts of each failure mode.</param>
/// <param name="Raised">Each alarm.</param>
public sealed record HealthyWellFigures(string Asset, IReadOnlyList<AlarmFigures> Modes, IReadOnlyList<RaisedAlarm> Raised);
