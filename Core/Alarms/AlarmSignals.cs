using System.Collections.Frozen;
using Maintenance.Core.Channels;
using Maintenance.Core.Conditions;

namespace Maintenance.Core.Alarms;

/// <summary>
/// What an <see cref="AlarmCondition"/> can be about, by name:
/// <list type="bullet">
/// <item><c>torque</c>, <c>torque.min</c>, <c>torque.max</c>: mean, minimum and maximum of a standard channel over the block;</item>
/// <item><c>descriptor.kurtosis</c>: a descriptor of the block;</item>
/// <item><c>rate.torque</c>: change of a channel per hour, over the last ten closed minutes;</item>
/// <item><c>deviation.torque</c>: distance of the last closed minute from the drill's own baseline, the median of the two hours before in
/// the same operating state, in robust standard deviations;</item>
/// <item><c>health_index</c>, <c>grade</c> (A to D; compared with numbers: 1 to 4), <c>failure_mode</c>, <c>probability.bearing_wear</c>
/// (0 when the mode is not suspected, missing when it cannot be seen), <c>rul_p10_hours</c>, <c>rul_p50_hours</c>, <c>rul_p90_hours</c>;
/// </item>
/// <item><c>drilling_state</c>; <c>sensor_faults</c> (number of sensors at fault), <c>sensor_fault.frozen</c> (number with this
/// fault);</item>
/// <item><c>not_assessed</c>: 1 when the block has no grade, else 0; <c>clock_ahead_seconds</c>: how far a stamp is ahead of its reception;
/// <c>data_gap_seconds</c>: time since the last reception;</item>
/// <item><c>model_refused_seconds</c>: how long the model that should serve has been refused; of the <see cref="Installation"/>, not of a
/// drill.</item>
/// </list>
/// </summary>
public static class AlarmSignals
{
    // Descriptors are bounded by their channels at most: hydraulic power reaches 10⁸ W.
    private const double MaxDescriptor = 1e12;
    private const double MaxDeviation = 1e6;
    private const double MaxLifeHours = 1e6;
    private const double MaxSeconds = 366 * 86_400.0;

    /// <summary>Prefix of a descriptor.</summary>
    public const string Descriptor = "descriptor.";

    /// <summary>Prefix of a rate of change, unit of the channel per hour.</summary>
    public const string Rate = "rate.";

    /// <summary>Prefix of a deviation from the baseline, robust standard deviations.</summary>
    public const string Deviation = "deviation.";

    /// <summary>Prefix of the probability of a failure mode, 0–1.</summary>
    public const string Probability = "probability.";

    /// <summary>Prefix of a kind of sensor fault.</summary>
    public const string SensorFault = "sensor_fault.";

    /// <summary>0 (failed) to 100 (as new).</summary>
    public const string HealthIndex = "health_index";

    /// <summary>A to D.</summary>
    public const string Grade = "grade";

    /// <summary>One of <c>FailureModes</c>.</summary>
    public const string FailureMode = "failure_mode";

    /// <summary>What the rig is doing.</summary>
    public const string DrillingState = "drilling_state";

    /// <summary>Number of sensors at fault.</summary>
    public const string SensorFaults = "sensor_faults";

    /// <summary>1 when the block has no grade.</summary>
    public const string NotAssessed = "not_assessed";

    /// <summary>s that a stamp is ahead of its reception.</summary>
    public const string ClockAhead = "clock_ahead_seconds";

    /// <summary>s since the last reception.</summary>
    public const string DataGap = "data_gap_seconds";

    /// <summary>s for which the model that should serve has been refused, so that its predecessor goes on; 0 while it serves.</summary>
    public const string ModelRefused = "model_refused_seconds";

    /// <summary>
    /// Stands for the asset in alarms about the whole installation: one alarm, not one of each drill. It is no id that a drill can have, so
    /// that only users of all regions see it.
    /// </summary>
    public const string Installation = "@installation";

    /// <summary>Remaining-life quantiles, operating hours.</summary>
    public static IReadOnlyList<string> Rul { get; } = ["rul_p10_hours", "rul_p50_hours", "rul_p90_hours"];

    /// <summary>Kinds of sensor fault (<c>docs/formats/sensor-faults.md</c>).</summary>
    public static IReadOnlyList<string> SensorFaultKinds { get; } =
    [
        "saturated", "frozen", "dead", "held", "drifting", "offset", "wrong_unit", "wrong_sample_rate", "spiking", "noisy", "out_of_range",
    ];

    /// <summary>Every signal, in the order of the list above.</summary>
    public static IReadOnlyList<AlarmSignalDefinition> All { get; } = [.. Define()];

    private static readonly FrozenDictionary<string, AlarmSignalDefinition> ByName =
        All.ToFrozenDictionary(s => s.Name, StringComparer.Ordinal);

    /// <summary>A signal by its name; null when there is none.</summary>
    public static AlarmSignalDefinition? Find(string name) => ByName.GetValueOrDefault(name);

    private static IEnumerable<AlarmSignalDefinition> Define()
    {
        foreach (var channel in StandardChannels.All)
            foreach (var statistic in (string[])["", ".min", ".max"])
                yield return Number(channel.Name + statistic, channel.Unit, channel.Min, channel.Max);
        foreach (var descriptor in Descriptors.All)
            yield return Number(Descriptor + descriptor.Name, descriptor.Unit == "1" ? "" : descriptor.Unit, -MaxDescriptor, MaxDescriptor);
        foreach (var channel in StandardChannels.All)
        {
            // The whole range within a minute is the fastest that ten closed minutes can show.
            var fastest = 60 * ((double)channel.Max - channel.Min);
            yield return Number(Rate + channel.Name, channel.Unit + "/h", -fastest, fastest);
        }
        foreach (var channel in StandardChannels.All) yield return Number(Deviation + channel.Name, "", -MaxDeviation, MaxDeviation);
        yield return Number(HealthIndex, "", 0, 100);
        yield return new AlarmSignalDefinition(Grade, "", 1, 4, ["A", "B", "C", "D"], IsNumber: true);
        yield return Word(FailureMode, [FailureModes.None, .. FailureModes.All]);
        foreach (var mode in FailureModes.All) yield return Number(Probability + mode, "", 0, 1);
        foreach (var quantile in Rul) yield return Number(quantile, "h", 0, MaxLifeHours);
        yield return Word(DrillingState, [.. Enum.GetNames<DrillingState>().Select(n => n.ToLowerInvariant())]);
        yield return Number(SensorFaults, "", 0, StandardChannels.Count);
        foreach (var kind in SensorFaultKinds) yield return Number(SensorFault + kind, "", 0, StandardChannels.Count);
        yield return Number(NotAssessed, "", 0, 1);
        yield return Number(ClockAhead, "s", 0, MaxSeconds);
        yield return Number(DataGap, "s", 0, MaxSeconds);
        yield return Number(ModelRefused, "s", 0, MaxSeconds);
    }

    private static AlarmSignalDefinition Number(string name, string unit, double min, double max) =>
        new(name, unit, min, max, Words: null, IsNumber: true);

    private static AlarmSignalDefinition Word(string name, IReadOnlyList<string> words) =>
        new(name, "", double.NaN, double.NaN, words, IsNumber: false);
}
