using System.Text.Json;
using Maintenance.Core.Assets;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Maintenance.Scoring;
using Maintenance.Scoring.HealthAssessment;
using Maintenance.Simulator.Physics;

namespace Maintenance.Training.Evaluation.Fleet;

/// <summary>
/// Watches one simulated drill with the live path (<see cref="DrillAssessor"/>: rules, model, minutes, hysteresis) and writes down what it
/// says. The only place of the evaluation that knows the live path. Not thread-safe.
/// </summary>
internal sealed class DrillWatch(WatchedDrill drill, IConditionModel health)
{
    private readonly DrillAssessor _assessor = new(health, life: null, DrillSetup.Of(drill.Fleet.Assets[drill.Drill]));
    private readonly AlarmLatch _latch = new();
    private readonly DrillHistory _history = new(drill);
    private long _fed = drill.StartUnixMicros;

    /// <summary>Watches to the end, or until the drill's fault is found.</summary>
    public DrillHistory Run(CancellationToken cancellationToken)
    {
        var start = drill.StartUnixMicros;
        for (var t = start + drill.Attention.NextLook(0); t < drill.EndUnixMicros; t = Next(t))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var condition = Look(t);
            NoteSensors(condition.SensorFaults, t);
            _history.Looks = (_history.Looks.All + 1, _history.Looks.Graded + (condition.Grade is null ? 0 : 1));
            if (condition.Grade is null || !_latch.Update(1 - (condition.HealthIndex / 100))) continue;
            if (t < drill.Onset)
            {
                _history.FalseAlarms.Add(condition.FailureMode!);
                continue;
            }
            _history.FoundUnixMicros = t;
            _history.NamedMode = condition.FailureMode;
            _history.NamedDefect = DefectOf(condition.Findings);
            break;
        }
        _history.HealthyHours = (Math.Min(drill.Onset, drill.EndUnixMicros) - start) / 3.6e9;
        return _history;
    }

    private long Next(long t)
    {
        var regular = drill.StartUnixMicros + drill.Attention.NextLook(t - drill.StartUnixMicros);
        return _latch.IsPending ? Math.Min(regular, t + Attention.SecondLook) : regular;
    }

    private AssessedCondition Look(long look)
    {
        // A second with a waveform, if there are any: its pairs have one each.
        var every = Math.Max(1, drill.Fleet.Options.WaveformEverySeconds);
        var t = look - ((look / UnixMicros.PerSecond + drill.Drill) % every * UnixMicros.PerSecond);
        var first = t - drill.Attention.SecondsBefore().First();
        // Dense blocks up to the window; after a sparse stretch only those of the dense hours.
        for (var at = _fed + Attention.BlockInterval; at < first; at += Attention.BlockInterval)
            if (drill.Attention.IsDense(at - drill.StartUnixMicros)) Feed(at);
        AssessedCondition? last = null;
        foreach (var before in drill.Attention.SecondsBefore())
            if (t - before > _fed) last = Feed(t - before);
        _fed = t;
        return last!;
    }

    private AssessedCondition Feed(long t) => _assessor.Add(drill.Fleet.GenerateBlock(drill.Drill, t));

    private void NoteSensors(string? json, long t)
    {
        if (json is null) return;
        using var document = JsonDocument.Parse(json);
        foreach (var entry in document.RootElement.EnumerateArray())
        {
            var (channel, fault) = (entry.GetProperty("channel").GetString()!, entry.GetProperty("fault").GetString()!);
            if (drill.SensorFault is { } truth && IsOf(channel, truth) && truth.IsActiveAt(t))
            {
                _history.SensorReportedUnixMicros ??= t;
                _history.SensorWord ??= fault;
            }
            else if (drill.SensorFault is not { } known || !IsOf(channel, known))
            {
                _history.SoundSensorsAccused.Add($"{channel}: {fault}");
            }
        }
    }

    // A waveform is reported under its location, or as the waveform.
    private static bool IsOf(string channel, SensorFault truth) => string.Equals(channel, truth.Channel, StringComparison.Ordinal)
        || (string.Equals(truth.Channel, SensorFault.Waveform, StringComparison.Ordinal)
            && channel.Contains("waveform", StringComparison.Ordinal));

    private static string? DefectOf(string? findings)
    {
        if (findings is null) return null;
        using var document = JsonDocument.Parse(findings);
        var first = document.RootElement.EnumerateArray().FirstOrDefault();
        return first.ValueKind == JsonValueKind.Object && first.TryGetProperty("defect", out var defect) ? defect.GetString() : null;
    }
}
