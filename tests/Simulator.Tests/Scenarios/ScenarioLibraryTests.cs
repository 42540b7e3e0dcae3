using System.Text;
using System.Text.Json;
using Maintenance.Core.Conditions;
using Maintenance.Core.Telemetry;
using Maintenance.Simulator.Edge;
using Maintenance.Simulator.Physics;
using Maintenance.Simulator.Scenarios;

namespace Maintenance.Simulator.Tests.Scenarios;

/// <summary>The scenarios that come with the program.</summary>
public sealed class ScenarioLibraryTests
{
    private const long Start = 1_767_225_600_000_000;

    private static readonly string[] All = [.. Directory.GetFiles(Repository.PathOf("scenarios"), "*.json")
        .Select(f => Path.GetFileNameWithoutExtension(f)!)];

    public static TheoryData<string> Files => [.. All];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_file_is_a_scenario_of_its_own_name_whose_faults_fit_into_it(string name)
    {
        var scenario = Load(name);
        scenario.Name.ShouldBe(name);
        foreach (var fault in scenario.Faults) (fault.Onset + fault.Growth).ShouldBeLessThanOrEqualTo(scenario.Length);
        foreach (var fault in scenario.SensorFaults) fault.From.ShouldBeLessThan(scenario.Length);
        foreach (var outage in scenario.Outages) outage.Until.ShouldBeLessThan(scenario.Length);
        var fleet = scenario.CreateFleet(Start);
        TelemetryCodecV1.Encode(fleet.GenerateBlock(0, Start)).ShouldNotBeEmpty();
    }

    [Fact]
    public void There_is_one_for_every_failure_mode_and_every_kind_of_sensor_fault()
    {
        var all = All.Select(Load).ToList();
        all.SelectMany(s => s.Faults).Select(f => f.Mode).Distinct().ShouldBe(FailureModes.All, ignoreOrder: true);
        all.SelectMany(s => s.Faults).Select(f => f.Defect).OfType<string>().Distinct().ShouldBe(BearingDefects.All, ignoreOrder: true);
        all.SelectMany(s => s.SensorFaults).Select(f => f.Kind).Distinct()
            .ShouldBe(Enum.GetValues<SensorFaultKind>().Except([SensorFaultKind.Missing]), ignoreOrder: true);
        all.ShouldContain(s => s.Faults.Count == 0 && s.SensorFaults.Count == 0 && s.Outages.Count == 0);
        all.Select(s => s.Seed).Distinct().Count().ShouldBe(all.Count);
    }

    [Fact]
    public void Labels_are_beside_the_telemetry_and_never_in_it()
    {
        using var folder = new TemporaryFolder();
        var (csvFile, jsonFile) = (Path.Combine(folder.Path, "labels.csv"), Path.Combine(folder.Path, "labels.json"));
        var scenario = Load("mixed-month");
        var plain = Bytes(scenario.CreateFleet(Start));
        var labelled = scenario.CreateFleet(Start);
        ScenarioLabels.Write(csvFile, labelled);
        ScenarioLabels.Write(jsonFile, labelled);
        Bytes(labelled).ShouldBe(plain);

        var csv = File.ReadAllLines(csvFile);
        csv.Length.ShouldBe(1 + scenario.Faults.Count + scenario.SensorFaults.Count);
        csv.ShouldContain(l => l.StartsWith($"machine,0,{labelled.Assets[0].Id},bearing_wear,outer race,,2026-01-04T00:00:00", Ordinal));
        JsonSerializer.Deserialize<ScenarioLabel[]>(File.ReadAllText(jsonFile), JsonSerializerOptions.Web)!
            .ShouldBe(ScenarioLabels.Of(labelled));
        // No word of the truth is in what is sent.
        var sent = Encoding.Latin1.GetString(plain);
        foreach (var word in scenario.Faults.SelectMany(f => new[] { f.Mode, f.Defect }).OfType<string>().Append(scenario.Name))
            sent.ShouldNotContain(word);
    }

    [Fact]
    public void Blocks_of_a_scenario_are_the_same_in_any_order()
    {
        var scenario = Load("mixed-month");
        var (forward, backward) = (scenario.CreateFleet(Start), scenario.CreateFleet(Start));
        var times = Enumerable.Range(0, 40).Select(i => Start + i * 64_937 * 1_000_000L).ToArray();
        var expected = times.Select(t => TelemetryCodecV1.Encode(forward.GenerateBlock(9, t))).ToArray();
        for (var i = times.Length - 1; i >= 0; i--)
            TelemetryCodecV1.Encode(backward.GenerateBlock(9, times[i])).ShouldBe(expected[i]);
    }

    [Fact]
    public void A_planned_outage_is_down_for_its_drill_and_up_for_the_others()
    {
        var outages = Load("outage-backfill").OutagesFrom(Start);
        var link = new LinkFaults(1, new LinkFaultOptions { OutageProbability = 0 }, outages);
        var second = (Start / 1_000_000) + (5 * 3_600);
        (link.IsUp(1, second), link.IsUp(0, second), link.IsUp(1, second + 3_600)).ShouldBe((false, true, true));
    }

    [Fact]
    public void An_unknown_name_is_answered_with_the_known_ones() =>
        Should.Throw<InvalidDataException>(() => ScenarioLibrary.Load("no-such-thing")).Message.ShouldContain("no-such-thing");

    private const StringComparison Ordinal = StringComparison.Ordinal;

    private static Scenario Load(string name) => ScenarioLibrary.Load(Repository.PathOf($"scenarios/{name}.json"));

    private static byte[] Bytes(SimulatedFleet fleet) =>
    [
        .. Enumerable.Range(0, 20).SelectMany(drill => Enumerable.Range(0, 4).SelectMany(i =>
            TelemetryCodecV1.Encode(fleet.GenerateBlock(drill, Start + i * 604_801 * 1_000_000L)))),
    ];
}
