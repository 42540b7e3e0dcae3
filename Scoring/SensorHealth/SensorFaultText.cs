using System.Text.Json;
using System.Text.Json.Serialization;
using Maintenance.Core.Channels;

namespace Maintenance.Scoring.SensorHealth;

/// <summary>
/// JSON of the sensors at fault (column <c>sensor_faults</c>). Few patterns occur in a fleet, so each is written once and shared.
/// Threading: one worker.
/// </summary>
internal sealed class SensorFaultText
{
    private const int MaxPatterns = 1024;

    private readonly Dictionary<SensorFaultSet, string> _texts = [];

    /// <summary>The text of a set of faults, by sensor; null when there is none.</summary>
    public string? Of(in SensorFaultSet faults)
    {
        if (faults.IsEmpty) return null;
        if (_texts.TryGetValue(faults, out var text)) return text;
        if (_texts.Count >= MaxPatterns) _texts.Clear();
        return _texts[faults] = Write(faults);
    }

    private static string Write(in SensorFaultSet faults)
    {
        var entries = new List<SensorFaultEntry>();
        for (var sensor = 0; sensor < Sensors.Count; sensor++)
            foreach (var kind in Enum.GetValues<SensorFaultKind>())
                if (faults.Has(kind, sensor)) entries.Add(new(Sensors.NameOf(sensor), NameOf(kind), Because(kind, sensor)));
        return JsonSerializer.Serialize([.. entries], SensorFaultJson.Default.SensorFaultEntryArray);
    }

    /// <summary>A kind as stored.</summary>
    public static string NameOf(SensorFaultKind kind) => JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString());

    private static string Because(SensorFaultKind kind, int sensor) => kind switch
    {
        SensorFaultKind.Saturated => "1 % or more of its values lie at one limit; choose a greater range",
        SensorFaultKind.Frozen when IsVibration(sensor) => "one value while the string turns; check sensor and cable",
        SensorFaultKind.Frozen => "one value for many minutes while other sensors move; check sensor and transmitter",
        SensorFaultKind.Dead => "less than 0.02 m/s2 while the string turns; check sensor and cable",
        SensorFaultKind.Held => "each value is repeated for a whole block: an average, not vibration; send it as it is sampled",
        SensorFaultKind.Drifting => "moves although speed, load, and cooling at rest do not explain it; calibrate it",
        SensorFaultKind.Offset when !IsVibration(sensor) => "the same value, far from zero, whenever the pumps are off; zero it",
        SensorFaultKind.Offset => "its mean exceeds its vibration, and is not gravity; check bias and coupling",
        SensorFaultKind.WrongUnit => WrongUnit(sensor),
        SensorFaultKind.WrongSampleRate => "its shaft lines lie more than 5 % off the measured speed; check sample rate, speed and "
            + "turnsPerStringTurn",
        SensorFaultKind.Spiking => "jumps by more than 20 degC within ten seconds; check cable and terminals",
        SensorFaultKind.Noisy => "fluctuates by 3 degC and more from second to second; check shielding and earth",
        _ => "most blocks hold values outside a channel's physical range, which are left out; check unit and scaling",
    };

    private static string WrongUnit(int sensor) => sensor switch
    {
        _ when IsVibration(sensor) => "a tenth of its level of before, from one minute to the next; g instead of m/s2?",
        StandardChannels.BearingTemperature or StandardChannels.MotorTemperature or StandardChannels.GearboxTemperature
            or StandardChannels.MudTemperature => "not a temperature in degC; kelvin or degrees Fahrenheit?",
        StandardChannels.RotarySpeed => "hole is made with torque at less than 5 rev/min; rev/s instead of rev/min?",
        StandardChannels.Torque => "hole is made with less than 60 N.m; kN.m or klbf.ft instead of N.m?",
        StandardChannels.WeightOnBit => "hole is made with less than 500 N on the bit; kN, t or klbf instead of N?",
        StandardChannels.HookLoad => "a string in the hole with less than 10,000 N on the hook; kN, t or klbf instead of N?",
        StandardChannels.StandpipePressure => "mud is pumped through the bit at less than 60,000 Pa; bar, psi or kPa instead of Pa?",
        _ => "values that only another unit makes plausible",
    };

    private static bool IsVibration(int sensor) => sensor is StandardChannels.VibrationAxial or StandardChannels.VibrationLateral
        or StandardChannels.VibrationTorsional or Sensors.Waveform;
}

/// <summary>A sensor at fault.</summary>
/// <param name="Channel">The channel's name, <c>waveform</c>, or <c>any</c> when it is not known which.</param>
/// <param name="Fault">One of <see cref="SensorFaultKind"/> in snake_case.</param>
/// <param name="Because">What was found, and what to do.</param>
internal sealed record SensorFaultEntry(string Channel, string Fault, string Because);

/// <summary>JSON of <see cref="SensorFaultEntry"/>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SensorFaultEntry[]))]
internal sealed partial class SensorFaultJson : JsonSerializerContext;
