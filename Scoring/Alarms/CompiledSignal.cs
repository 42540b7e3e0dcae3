using System.Text.Json;
using Maintenance.Core.Alarms;
using Maintenance.Core.Channels;
using Maintenance.Core.Conditions;
using Maintenance.Scoring.SensorHealth;
using Maintenance.Scoring.StateDetection;

namespace Maintenance.Scoring.Alarms;

/// <summary>A signal by its name in <see cref="AlarmSignals"/>, resolved.</summary>
/// <param name="Kind">Where its value comes from.</param>
/// <param name="Index">Which of that kind.</param>
internal readonly record struct CompiledSignal(SignalKind Kind, int Index)
{
    /// <summary>The signal of a name; of kind <see cref="SignalKind.Unknown"/> when there is none.</summary>
    public static CompiledSignal Of(string name) =>
        After(name, AlarmSignals.Descriptor) is { } descriptor ? DescriptorOf(descriptor)
        : After(name, AlarmSignals.Rate) is { } rate ? ChannelOf(SignalKind.Rate, rate)
        : After(name, AlarmSignals.Deviation) is { } deviation ? ChannelOf(SignalKind.Deviation, deviation)
        : After(name, AlarmSignals.Probability) is { } mode ? OrUnknown(SignalKind.Probability, FailureModes.IndexOf(mode))
        : After(name, AlarmSignals.SensorFault) is { } fault ? OrUnknown(SignalKind.SensorFault, FaultOf(fault))
        : name switch
        {
            AlarmSignals.HealthIndex => new(SignalKind.HealthIndex, 0),
            AlarmSignals.Grade => new(SignalKind.Grade, 0),
            AlarmSignals.FailureMode => new(SignalKind.FailureMode, 0),
            AlarmSignals.DrillingState => new(SignalKind.DrillingState, 0),
            AlarmSignals.SensorFaults => new(SignalKind.SensorFaults, 0),
            AlarmSignals.NotAssessed => new(SignalKind.NotAssessed, 0),
            AlarmSignals.ClockAhead => new(SignalKind.ClockAhead, 0),
            AlarmSignals.DataGap => new(SignalKind.DataGap, 0),
            _ when AlarmSignals.Rul.ToList().IndexOf(name) is >= 0 and var quantile => new(SignalKind.Rul, quantile),
            _ => StatisticOf(name),
        };

    /// <summary>The number that stands for a word of the signal; NaN when it has no such word.</summary>
    public float CodeOf(string word) => Kind switch
    {
        SignalKind.Grade when word is ['A' or 'B' or 'C' or 'D'] => word[0] - 'A' + 1,
        SignalKind.FailureMode when word == FailureModes.None => -1,
        SignalKind.FailureMode when FailureModes.IndexOf(word) is >= 0 and var mode => mode,
        SignalKind.DrillingState => Enum.GetValues<DrillingState>().Where(s => DrillingStates.Word(s) == word)
            .Select(s => (float)s).FirstOrDefault(float.NaN),
        _ => float.NaN,
    };

    private static string? After(string name, string prefix) =>
        name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..] : null;

    private static CompiledSignal OrUnknown(SignalKind kind, int index) => index < 0 ? default : new(kind, index);

    private static CompiledSignal DescriptorOf(string name) =>
        Descriptors.Names.ToList().IndexOf(name) is >= 0 and var index ? new(SignalKind.Descriptor, index) : default;

    private static CompiledSignal ChannelOf(SignalKind kind, string name) =>
        StandardChannels.TryFind(name, out var channel) && MinuteSignals.ColumnOf(channel.Id) is >= 0 and var column
            ? new(kind, column) : default;

    // A mean that is a descriptor already is not among the statistics.
    private static CompiledSignal StatisticOf(string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        ChannelStatisticKind? kind = dot < 0 ? ChannelStatisticKind.Mean : name[dot..] switch
        {
            ".min" => ChannelStatisticKind.Minimum,
            ".max" => ChannelStatisticKind.Maximum,
            _ => null,
        };
        if (kind is null || !StandardChannels.TryFind(dot < 0 ? name : name[..dot], out var channel)) return default;
        var column = ChannelStatistics.ColumnOf(channel, kind.Value);
        return ChannelStatistics.Names.ToList().IndexOf(column) is >= 0 and var index
            ? new(SignalKind.Statistic, index) : DescriptorOf(column);
    }

    private static int FaultOf(string word) =>
        Array.FindIndex(Enum.GetValues<SensorFaultKind>(), k => JsonNamingPolicy.SnakeCaseLower.ConvertName(k.ToString()) == word);
}
