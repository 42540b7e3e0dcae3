using System.Text;
using Maintenance.Core.Conditions;
using Maintenance.Simulator.Physics;
using Maintenance.Simulator.Scenarios;

namespace Maintenance.Simulator.Tests.Scenarios;

public sealed class ScenarioReaderTests
{
    private const string Head = """{ "name": "t", "about": "A test.", "seed": 1, "drills": 4, "days": 2""";

    [Fact]
    public void Every_field_is_read()
    {
        var s = Read(Head + """
            , "readingsPerSecond": 50, "waveformEverySeconds": 0, "start": "2026-04-01T00:00:00Z", "sensorDefects": false,
              "faults": [ { "drill": 3, "mode": "bearing_wear", "defect": "inner race", "onset": "90 min", "growth": "2 d",
                            "repairedAfter": "30 s" } ],
              "sensorFaults": [ { "drill": 1, "channel": "torque", "kind": "drifting", "from": "1.5 h", "until": "1 d", "amount": -20 } ],
              "clockSkew": [ { "drill": 2, "seconds": -90 } ],
              "outages": [ { "from": "10 s", "until": "20 s" } ], "powerDips": [ { "drill": 1, "from": "20 s", "until": "40 s" } ] }
            """.Replace("30 s", "60 s", StringComparison.Ordinal));
        (s.Name, s.Seed, s.Drills, s.Length, s.ReadingsPerSecond, s.WaveformEverySeconds, s.SensorDefects)
            .ShouldBe(("t", 1UL, 4, TimeSpan.FromDays(2), 50, 0, false));
        s.Start.ShouldBe(new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.Zero));
        s.Faults.ShouldBe([new ScenarioFault(3, FailureModes.BearingWear, BearingDefects.InnerRace, TimeSpan.FromMinutes(90),
            TimeSpan.FromDays(2), TimeSpan.FromMinutes(1))]);
        s.SensorFaults.ShouldBe([
            new ScenarioSensorFault(1, "torque", SensorFaultKind.Drifting, TimeSpan.FromHours(1.5), TimeSpan.FromDays(1), -20),
            new ScenarioSensorFault(2, "", SensorFaultKind.ClockSkew, TimeSpan.Zero, null, -90)]);
        s.Outages.ShouldBe([new ScenarioOutage(null, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20))]);
        s.PowerDips.ShouldBe([new ScenarioPowerDip(1, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(40))]);
    }

    [Theory]
    [InlineData("""{ "name": "t" }""", "t.json: drills is absent; allowed: a whole number, 1 to 10000.")]
    [InlineData("[1]", "t.json: the file is [1]; allowed: an object { … }.")]
    [InlineData(Head + """, "drill": 3 }""", "t.json: drill is not a field; allowed: drills, name, about, seed, days,")]
    [InlineData(Head + """, "days": 3 }""", "t.json: days is given twice")]
    [InlineData(Head + """, "readingsPerSecond": 7 }""", "t.json: readingsPerSecond is 7; allowed: divisors of 1000000, 1 to 1000.")]
    [InlineData(Head + """, "sensorDefects": 1 }""", "t.json: sensorDefects is 1; allowed: true or false.")]
    [InlineData(Head + """, "faults": [ { "drill": 4, "mode": "whirl", "onset": "1 h", "growth": "1 h" } ] }""",
        "t.json: faults[0].drill is 4; allowed: a whole number, 0 to 3.")]
    [InlineData(Head + """, "faults": [ { "drill": 0, "mode": "rust", "onset": "1 h", "growth": "1 h" } ] }""",
        "t.json: faults[0].mode is 'rust'; allowed: bearing_wear, imbalance,")]
    [InlineData(Head + """, "faults": [ { "drill": 0, "mode": "whirl", "onset": "1h30", "growth": "1 h" } ] }""",
        "t.json: faults[0].onset is \"1h30\"; allowed: a duration such as")]
    [InlineData(Head + """, "faults": [ { "drill": 0, "mode": "whirl", "onset": "1 h", "growth": "1 h", "size": 2 } ] }""",
        "t.json: faults[0].size is not a field; allowed: drill, mode, defect, onset, growth, repairedAfter.")]
    [InlineData(Head + """, "faults": [ { "drill": 0, "mode": "whirl", "defect": "inner race", "onset": "1 h", "growth": "1 h" } ] }""",
        "t.json: faults[0].defect is 'inner race' of whirl; allowed: absent, except for bearing_wear.")]
    [InlineData(Head + """
        , "faults": [ { "drill": 0, "mode": "whirl", "onset": "1 h", "growth": "1 h" },
                      { "drill": 0, "mode": "washout", "onset": "1 h", "growth": "1 h" } ] }
        """, "t.json: faults is more than one of drill 0; allowed: one of each drill.")]
    [InlineData(Head + """, "sensorFaults": [ { "channel": "torque", "kind": "wrong_sample_rate", "from": "0 s", "amount": 2 } ] }""",
        "t.json: sensorFaults[0].channel is 'torque'; allowed: top-drive-bearing, for wrong_sample_rate.")]
    [InlineData(Head + """, "sensorFaults": [ { "channel": "torque", "kind": "offset", "from": "0 s" } ] }""",
        "t.json: sensorFaults[0].amount is absent; allowed: a number,")]
    [InlineData(Head + """, "outages": [ { "from": "2 h", "until": "1 h" } ] }""",
        "t.json: outages[0].until is not after from; allowed: a duration longer than from.")]
    [InlineData(Head, "t.json is not JSON:")]
    public void What_is_wrong_is_named_with_file_field_and_what_is_allowed(string json, string expected) =>
        Should.Throw<InvalidDataException>(() => Read(json)).Message.ShouldStartWith(expected);

    [Fact]
    public void Times_count_from_the_start()
    {
        var fleet = Read(Head + """
            , "faults": [ { "drill": 1, "mode": "washout", "onset": "1 h", "growth": "2 h", "repairedAfter": "1 h" } ],
              "sensorFaults": [ { "channel": "torque", "kind": "missing", "from": "1 h" } ] }
            """).CreateFleet(Start + 400_000);
        fleet.Options.StartUnixMicros.ShouldBe(Start);
        fleet.Faults.SeverityAt(1, Start + Hours(1)).ShouldBe(0);
        fleet.Faults.SeverityAt(1, Start + Hours(3)).ShouldBe(1);
        fleet.Faults.SeverityAt(1, Start + Hours(4)).ShouldBe(0);
        fleet.Faults.SeverityAt(1, Start + Hours(7)).ShouldBe(0, "it happens once");
        fleet.Faults.Faults[1]!.EventsBetween(Start, Start + Hours(100)).Count().ShouldBe(2);
        fleet.Options.SensorFaults.Select(f => f.Asset).ShouldBe([0, 1, 2, 3]);
    }

    private const long Start = 1_767_225_600_000_000;

    private static long Hours(int hours) => hours * 3_600_000_000L;

    private static Scenario Read(string json) => ScenarioReader.Read(Encoding.UTF8.GetBytes(json), "t.json");
}
