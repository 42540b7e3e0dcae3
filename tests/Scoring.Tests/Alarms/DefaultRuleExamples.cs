using System.Globalization;

namespace Maintenance.Scoring.Tests.Alarms;

/// <summary>What each default rule alarms of, and what it must leave alone.</summary>
internal static class DefaultRuleExamples
{
    /// <summary>Signals by name; a word stands for a drilling state.</summary>
    internal sealed record Example(string Text)
    {
        public IEnumerable<(string Signal, string Value)> Values => Text.Split(", ").Select(p => p.Split('=')).Select(p => (p[0], p[1]));

        public override string ToString() => Text;
    }

    /// <param name="Normal">A drill that is well: no alarm.</param>
    /// <param name="Bad">By level, mildest first, what raises it.</param>
    /// <param name="NotMeant">What looks like it and is none.</param>
    internal sealed record RuleCase(Example Normal, Example[] Bad, Example[] NotMeant);

    private static readonly string[] TwoLevels =
        ["bearing_wear", "imbalance", "overheating", "gear_wear", "stuck_pipe", "washout"];

    private static readonly string[] OneLevel = ["stick_slip", "whirl", "bit_bounce", "bit_wear"];

    /// <summary>By rule.</summary>
    public static IReadOnlyDictionary<string, RuleCase> All { get; } = Make();

    private static Dictionary<string, RuleCase> Make()
    {
        var cases = new Dictionary<string, RuleCase>(StringComparer.Ordinal)
        {
            ["health_grade"] = Of("grade=1", ["grade=3", "grade=4"], "grade=2"),
            // A drill of grade A has no remaining life to tell: what was said of it before is no alarm.
            ["rul_short"] = Of("rul_p10_hours=200, grade=1", ["rul_p10_hours=6, grade=3"], "rul_p10_hours=6, grade=1",
                "rul_p10_hours=48, grade=3"),
            ["mud_temperature_high"] = Of("mud_temperature=50", ["mud_temperature=82", "mud_temperature=97"], "mud_temperature=79"),
            ["vibration_zone"] = Of("descriptor.velocity_rms_mm_per_s=2, drilling_state=drilling",
                ["descriptor.velocity_rms_mm_per_s=5, drilling_state=drilling",
                    "descriptor.velocity_rms_mm_per_s=8, drilling_state=reaming"],
                "descriptor.velocity_rms_mm_per_s=8, drilling_state=connection",
                "descriptor.velocity_rms_mm_per_s=4.4, drilling_state=drilling"),
            ["oil_pressure_low"] = Of("oil_pressure=350000, rotary_speed=120",
                ["oil_pressure=180000, rotary_speed=120", "oil_pressure=80000, rotary_speed=120"], "oil_pressure=0, rotary_speed=0"),
            ["standpipe_pressure_high"] = Of("standpipe_pressure=2.5E7", ["standpipe_pressure=3.3E7", "standpipe_pressure=3.5E7"],
                "standpipe_pressure=3.19E7"),
            // A change of rock raises torque alone.
            ["torque_deviation"] = Of("deviation.torque=0, deviation.standpipe_pressure=0, drilling_state=drilling",
                ["deviation.torque=15, deviation.standpipe_pressure=15, drilling_state=drilling"],
                "deviation.torque=300, deviation.standpipe_pressure=1, drilling_state=drilling",
                "deviation.torque=15, deviation.standpipe_pressure=15, drilling_state=reaming"),
            // Pumps that slow down, and a new well, lower the pressure too.
            ["standpipe_pressure_deviation"] = Of(Washed("0", "0", "1"), [Washed("-20", "0", "1")], Washed("-20", "-20", "1"),
                Washed("-130", "0", "-40"), Washed("-20", "0", "1").Replace("drilling_state=drilling", "drilling_state=connection")),
            ["not_assessed"] = Of("not_assessed=0, drilling_state=drilling", ["not_assessed=1, drilling_state=drilling"],
                "not_assessed=1, drilling_state=tripping"),
            ["sensor_frozen"] = Of("sensor_fault.frozen=0", ["sensor_fault.frozen=1"]),
            ["sensor_out_of_range"] = Of("sensor_fault.out_of_range=0", ["sensor_fault.out_of_range=2"]),
            ["sensor_spiking"] = Of("sensor_fault.spiking=0", ["sensor_fault.spiking=1"]),
            ["sensor_fault"] = Of(Sensors(""), [Sensors("drifting")]),
        };
        foreach (var mode in TwoLevels) cases[mode] = Of(P(mode, 0.1), [P(mode, 0.4), P(mode, 0.8)], P(mode, 0.3));
        foreach (var mode in OneLevel) cases[mode] = Of(P(mode, 0.1), [P(mode, 0.4)], P(mode, 0.3));
        foreach (var (part, high, most, warm, rate) in new[]
            { ("bearing", 95, 105, 80, 15), ("motor", 140, 155, 115, 30), ("gearbox", 93, 105, 80, 15) })
        {
            cases[$"{part}_temperature_high"] = Of($"{part}_temperature=60", [T(part, high + 1), T(part, most + 1)], T(part, high));
            cases[$"{part}_temperature_rising"] = Of(T(part, 60, 0), [T(part, warm + 1, rate + 1)], T(part, warm - 5, 2 * rate),
                T(part, warm + 5, 0));
        }
        return cases;
    }

    private static RuleCase Of(string normal, string[] bad, params string[] notMeant) =>
        new(new Example(normal), Array.ConvertAll(bad, b => new Example(b)), Array.ConvertAll(notMeant, n => new Example(n)));

    private static string P(string mode, double probability) =>
        string.Create(CultureInfo.InvariantCulture, $"probability.{mode}={probability}");

    private static string T(string part, int degrees) => $"{part}_temperature={degrees}";

    private static string T(string part, int degrees, int perHour) => $"{T(part, degrees)}, rate.{part}_temperature={perHour}";

    private static string Washed(string pressure, string flow, string depth) => $"deviation.standpipe_pressure={pressure}, "
        + $"deviation.mud_flow_in={flow}, deviation.hole_depth={depth}, drilling_state=drilling";

    private static string Sensors(string faulty) => string.Join(", ",
        new[] { "dead", "held", "saturated", "drifting", "offset", "wrong_unit", "wrong_sample_rate", "noisy" }
            .Select(kind => $"sensor_fault.{kind}={(kind == faulty ? 1 : 0)}"));
}
