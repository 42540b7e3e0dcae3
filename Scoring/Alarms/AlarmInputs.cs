using System.Runtime.CompilerServices;
using System.Text.Json;
using Maintenance.Core.Conditions;
using Maintenance.Core.Time;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.HealthAssessment;
using Maintenance.Scoring.SensorHealth;
using Maintenance.Scoring.Trends;

namespace Maintenance.Scoring.Alarms;

/// <summary>
/// Values of the signals that rules ask for, of one block. Texts are read only when a rule asks for what they say, and once each: blocks
/// share them. Steady state allocates nothing. Threading: one worker.
/// </summary>
internal sealed class AlarmInputs
{
    private readonly ConditionalWeakTable<string, float[]> _evidence = [];
    private readonly ConditionalWeakTable<string, float[]> _findings = [];
    private readonly ConditionalWeakTable<string, float[]> _faults = [];
    private readonly float[] _baseline = new float[MinuteSignals.BaselineMinutes + 1];
    private float[] _values = new float[32];

    /// <summary>Values of a block. Valid until the next call.</summary>
    /// <param name="rules">Rules that ask.</param>
    /// <param name="block">The block, assessed.</param>
    /// <param name="minuteValues">Values of the signals that its closed minutes give, by signal.</param>
    public ReadOnlySpan<float> Of(CompiledRules rules, BlockEntry block, ReadOnlySpan<float> minuteValues)
    {
        var signals = rules.Signals;
        var values = Room(signals.Length);
        for (var i = 0; i < signals.Length; i++)
            values[i] = signals[i].Kind is SignalKind.Rate or SignalKind.Deviation ? minuteValues[i] : ValueOf(signals[i], block);
        return values;
    }

    /// <summary>Values of arrival alone. Valid until the next call.</summary>
    /// <param name="rules">Rules that ask.</param>
    /// <param name="micros">How long nothing came.</param>
    /// <param name="ahead">How far the stamp of what came is ahead of its reception, s; NaN when nothing came.</param>
    public ReadOnlySpan<float> OfArrival(CompiledRules rules, long micros, float ahead)
    {
        var values = Room(rules.Signals.Length);
        values.Fill(float.NaN);
        if (rules.ClockSignal >= 0) values[rules.ClockSignal] = ahead;
        if (rules.GapSignal < 0) return values;
        var seconds = (double)micros / UnixMicros.PerSecond;
        var value = (float)seconds;
        // Rounded up: what lasts a microsecond longer than a limit is above it.
        values[rules.GapSignal] = value < seconds ? MathF.BitIncrement(value) : value;
        return values;
    }

    /// <summary>Fills in what the closed minutes before a minute say, for the signals that ask for it.</summary>
    /// <param name="rules">Rules that ask.</param>
    /// <param name="minutes">The asset's minutes: those before must be known.</param>
    /// <param name="number">The minute of the blocks.</param>
    /// <param name="values">A value per signal.</param>
    public void OfMinutes(CompiledRules rules, MinuteHistory minutes, long number, Span<float> values)
    {
        var before = ContinuedMinutes.Of(minutes.Between(number - 1 - MinuteSignals.BaselineMinutes, number - 1), number);
        var recent = before.Length;
        while (recent > 0 && before[recent - 1].Number >= number - MinuteSignals.RateMinutes) recent--;
        for (var i = 0; i < rules.Signals.Length; i++)
            values[i] = rules.Signals[i] switch
            {
                { Kind: SignalKind.Rate, Index: var column } => MinuteSignals.RateOf(before[recent..], column),
                { Kind: SignalKind.Deviation, Index: var column } => MinuteSignals.DeviationOf(before, number - 1, column, _baseline),
                _ => float.NaN,
            };
    }

    private Span<float> Room(int count)
    {
        if (_values.Length < count) _values = new float[count];
        return _values.AsSpan(0, count);
    }

    private float ValueOf(CompiledSignal signal, BlockEntry block) => signal.Kind switch
    {
        SignalKind.Statistic => block.Statistics[signal.Index],
        SignalKind.Descriptor => block.Descriptors[signal.Index],
        SignalKind.DataGap => 0,
        SignalKind.ClockAhead =>
            (float)((double)Math.Max(0, block.EventTimeUnixMicros - block.KnownAtUnixMicros) / UnixMicros.PerSecond),
        _ => block.Assessment is { } assessment ? ValueOf(signal, assessment) : float.NaN,
    };

    private float ValueOf(CompiledSignal signal, in Assessment a) => signal.Kind switch
    {
        SignalKind.HealthIndex => a.HealthIndex,
        SignalKind.Grade => a.Grade is ['A' or 'B' or 'C' or 'D'] grade ? grade[0] - 'A' + 1 : float.NaN,
        SignalKind.FailureMode => a.FailureMode is null ? float.NaN : FailureModes.IndexOf(a.FailureMode),
        SignalKind.Probability => ProbabilityOf(signal.Index, a),
        SignalKind.Rul => signal.Index switch { 0 => a.Rul.P10, 1 => a.Rul.P50, _ => a.Rul.P90 },
        SignalKind.DrillingState => a.State == DrillingState.Unknown ? float.NaN : (float)a.State,
        SignalKind.SensorFaults => a.SensorFaults is null ? 0 : FaultsOf(a.SensorFaults)[^1],
        SignalKind.SensorFault => a.SensorFaults is null ? 0 : FaultsOf(a.SensorFaults)[signal.Index],
        SignalKind.NotAssessed => a.Grade is null ? 1 : 0,
        _ => float.NaN,
    };

    private float ProbabilityOf(int mode, in Assessment a)
    {
        if (!a.HasEvidence || a.Evidence is null || _evidence.GetValue(a.Evidence, SeenIn)[mode] == 0) return float.NaN;
        return a.Findings is null ? 0 : _findings.GetValue(a.Findings, SuspectedIn)[mode];
    }

    private float[] FaultsOf(string text) => _faults.GetValue(text, FaultsIn);

    private static float[] SeenIn(string evidence)
    {
        var seen = new float[FailureModes.All.Count];
        foreach (var (mode, what) in JsonSerializer.Deserialize(evidence, EvidenceJson.Default.DictionaryStringModeEvidence) ?? [])
            if (FailureModes.IndexOf(mode) is >= 0 and var index && what.Evidence != "none") seen[index] = 1;
        return seen;
    }

    private static float[] SuspectedIn(string findings)
    {
        var probabilities = new float[FailureModes.All.Count];
        foreach (var mode in JsonSerializer.Deserialize(findings, EvidenceJson.Default.SuspectedModeArray) ?? [])
            if (FailureModes.IndexOf(mode.Mode) is >= 0 and var index)
                probabilities[index] = Math.Max(probabilities[index], mode.Probability);
        return probabilities;
    }

    // Sensors by kind of fault; the last value counts sensors with any.
    private static float[] FaultsIn(string faults)
    {
        var kinds = Enum.GetValues<SensorFaultKind>();
        var counts = new float[kinds.Length + 1];
        var entries = JsonSerializer.Deserialize(faults, SensorFaultJson.Default.SensorFaultEntryArray) ?? [];
        foreach (var entry in entries)
            if (Array.FindIndex(kinds, k => SensorFaultText.NameOf(k) == entry.Fault) is >= 0 and var kind) counts[kind]++;
        counts[^1] = entries.DistinctBy(e => e.Channel).Count();
        return counts;
    }
}
