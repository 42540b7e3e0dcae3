using System.Globalization;
using Maintenance.Core.Conditions;
using Maintenance.Simulator.Scenarios;

namespace Maintenance.Fuzz.Tests.Targets;

/// <summary>Scenarios of the simulator: whole, or refused by field.</summary>
internal sealed class ScenarioTarget : FuzzTarget
{
    public override string Name => "scenario";

    public override IReadOnlyList<Type> Reads => [typeof(ScenarioReader), typeof(ScenarioLibrary)];

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        Utf8("""
            { "name": "a", "about": "b", "seed": 1, "drills": 3, "days": 0.5, "readingsPerSecond": 50, "start": "2026-04-01T00:00:00Z",
              "faults": [ { "drill": 0, "mode": "bearing_wear", "defect": "outer race", "onset": "1 h", "growth": "2 h" } ],
              "sensorFaults": [ { "drill": 1, "channel": "torque", "kind": "drifting", "from": "3 min", "until": "1 d", "amount": -2e3 } ],
              "clockSkew": [ { "drill": 2, "seconds": -90 } ], "outages": [ { "from": "1 h", "until": "2 h" } ],
              "powerDips": [ { "from": "1 h", "until": "61 min" } ] }
            """),
        Utf8("""{ "name": "q", "about": "", "seed": 0, "drills": 1, "days": 1 }"""),
    ];

    public override IReadOnlyList<string> Words { get; } =
    [
        "\"faults\"", "\"drill\"", "\"mode\"", "\"onset\"", "\"growth\"", "\"repairedAfter\"", "\"kind\"", "frozen", "wrong_sample_rate",
        "top-drive-bearing", "\"waveformEverySeconds\"", "\"sensorDefects\"", " min", " d", "1e999", "-1", "null", "\\ud800", "[", "{",
    ];

    public override bool Refuses(Exception error) => error is InvalidDataException;

    public override string Read(byte[] input)
    {
        var s = ScenarioReader.Read(input, "x.json");
        Require(s.Drills is >= 1 and <= 10_000 && s.Length > TimeSpan.Zero && s.Name.Length > 0, "a field is out of range");
        Require(s.Faults.All(f => f.Drill < s.Drills && FailureModes.IndexOf(f.Mode) >= 0 && f.Growth > TimeSpan.Zero),
            "a fault cannot be simulated");
        Require(s.SensorFaults.All(f => f.Drill is null or >= 0 && !(f.Until <= f.From) && double.IsFinite(f.Amount)),
            "a sensor fault cannot be simulated");
        return string.Create(CultureInfo.InvariantCulture,
            $"{s.Name} {s.Seed} {s.Drills} {s.Length} {s.Faults.Count} {s.SensorFaults.Count} {s.Outages.Count}");
    }
}
