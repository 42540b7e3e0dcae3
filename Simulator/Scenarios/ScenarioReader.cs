using System.Text.Json;
using Maintenance.Core.Channels;
using Maintenance.Core.Conditions;
using Maintenance.Simulator.Physics;

namespace Maintenance.Simulator.Scenarios;

/// <summary>Reads a scenario, strictly: docs/operations/scenarios.md gives the fields.</summary>
public static class ScenarioReader
{
    private const int MaxDrills = 10_000;
    private static readonly TimeSpan Century = TimeSpan.FromDays(36_500);

    // In JSON, snake_case as all words of the product.
    private static readonly Dictionary<string, SensorFaultKind> Kinds = Enum.GetValues<SensorFaultKind>()
        .ToDictionary(k => JsonNamingPolicy.SnakeCaseLower.ConvertName(k.ToString()), k => k, StringComparer.Ordinal);

    private static readonly string[] SensorChannels =
        [.. SimulatedDrill.Channels.Select(id => StandardChannels.All[id].Name), SensorFault.Waveform];

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is not a scenario; the message names file, field, what was found and allowed.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Scenario ReadFile(string path) => Read(File.ReadAllBytes(path), Path.GetFileName(path));

    /// <summary>Reads the bytes of a file.</summary>
    /// <param name="json">UTF-8.</param>
    /// <param name="file">Name for messages.</param>
    /// <exception cref="InvalidDataException">As for <see cref="ReadFile"/>.</exception>
    public static Scenario Read(ReadOnlyMemory<byte> json, string file)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(new JsonFields(file, "", document.RootElement));
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{file} is not JSON: {error.Message}", error);
        }
        catch (InvalidOperationException error)
        {
            // A text with half a surrogate pair: System.Text.Json accepts the document and refuses the value.
            throw new InvalidDataException($"{file} has a text that is not Unicode: {error.Message}", error);
        }
    }

    private static Scenario Read(JsonFields f)
    {
        var drills = (int)f.Whole("drills", 1, MaxDrills);
        var scenario = new Scenario
        {
            Name = f.Text("name"),
            About = f.Text("about"),
            Seed = (ulong)f.Whole("seed", 0, long.MaxValue),
            Drills = drills,
            Length = TimeSpan.FromDays(f.Number("days", 0.001, 36_500)),
            ReadingsPerSecond = (int)f.Whole("readingsPerSecond", 1, 1_000, 10),
            WaveformEverySeconds = (int)f.Whole("waveformEverySeconds", 0, 3_600, 5),
            Start = f.Time("start"),
            SensorDefects = f.Flag("sensorDefects", true),
            Faults = [.. f.Each("faults").Select(x => ReadFault(x, drills))],
            SensorFaults = [.. f.Each("sensorFaults").Select(x => ReadSensorFault(x, drills)),
                .. f.Each("clockSkew").Select(x => ReadSkew(x, drills))],
            Outages = [.. f.Each("outages").Select(x => ReadOutage(x, drills))],
            PowerDips = [.. f.Each("powerDips").Select(x => ReadPowerDip(x, drills))],
        };
        f.RefuseOthers();
        if (1_000_000 % scenario.ReadingsPerSecond != 0)
            throw f.Wrong("readingsPerSecond", $"{scenario.ReadingsPerSecond}", "divisors of 1000000, 1 to 1000");
        if (scenario.Name.Length == 0 || !scenario.Name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
            throw f.Wrong("name", $"'{scenario.Name}'", "lower-case letters, digits and hyphens");
        if (scenario.Faults.GroupBy(x => x.Drill).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw f.Wrong("faults", $"more than one of drill {twice.Key}", "one of each drill");
        return scenario;
    }

    private static ScenarioFault ReadFault(JsonFields f, int drills)
    {
        var fault = new ScenarioFault(
            (int)f.Whole("drill", 0, drills - 1), f.OneOf("mode", FailureModes.All),
            f.Has("defect") ? f.OneOf("defect", BearingDefects.All) : null,
            f.Duration("onset", TimeSpan.Zero, Century), f.Duration("growth", TimeSpan.FromMinutes(1), Century),
            f.Has("repairedAfter") ? f.Duration("repairedAfter", TimeSpan.FromMinutes(1), Century) : null);
        f.RefuseOthers();
        if (fault.Defect is not null && !string.Equals(fault.Mode, FailureModes.BearingWear, StringComparison.Ordinal))
            throw f.Wrong("defect", $"'{fault.Defect}' of {fault.Mode}", $"absent, except for {FailureModes.BearingWear}");
        return fault;
    }

    private static ScenarioSensorFault ReadSensorFault(JsonFields f, int drills)
    {
        var drill = DrillOrAll(f, drills);
        var channel = f.OneOf("channel", SensorChannels);
        var kinds = Kinds.Where(k => k.Value != SensorFaultKind.ClockSkew).Select(k => k.Key).ToList();
        var kind = Kinds[f.OneOf("kind", kinds)];
        var (from, until) = Interval(f, lasting: true);
        var amount = Amount(f, kind);
        f.RefuseOthers();
        if (kind == SensorFaultKind.WrongSampleRate && !string.Equals(channel, SensorFault.Waveform, StringComparison.Ordinal))
            throw f.Wrong("channel", $"'{channel}'", $"{SensorFault.Waveform}, for wrong_sample_rate");
        return new ScenarioSensorFault(drill, channel, kind, from, until, amount);
    }

    private static double Amount(JsonFields f, SensorFaultKind kind) => kind switch
    {
        SensorFaultKind.Frozen or SensorFaultKind.Missing => 0,
        SensorFaultKind.Saturated or SensorFaultKind.Noise => f.Number("amount", 1e-9, 1e9),
        SensorFaultKind.WrongUnit => f.Number("amount", 1e-9, 1e9, SensorFault.InG),
        SensorFaultKind.WrongSampleRate => f.Number("amount", 0.1, 10),
        _ => f.Number("amount", -1e9, 1e9),
    };

    private static ScenarioSensorFault ReadSkew(JsonFields f, int drills)
    {
        var skew = new ScenarioSensorFault(DrillOrAll(f, drills), "", SensorFaultKind.ClockSkew, TimeSpan.Zero, null,
            f.Whole("seconds", -86_400, 86_400));
        f.RefuseOthers();
        return skew;
    }

    private static ScenarioOutage ReadOutage(JsonFields f, int drills)
    {
        var drill = DrillOrAll(f, drills);
        var (from, until) = Interval(f, lasting: false);
        f.RefuseOthers();
        return new ScenarioOutage(drill, from, until!.Value);
    }

    private static ScenarioPowerDip ReadPowerDip(JsonFields f, int drills)
    {
        var drill = DrillOrAll(f, drills);
        var (from, until) = Interval(f, lasting: false);
        f.RefuseOthers();
        return new ScenarioPowerDip(drill, from, until!.Value);
    }

    private static (TimeSpan From, TimeSpan? Until) Interval(JsonFields f, bool lasting)
    {
        var from = f.Duration("from", TimeSpan.Zero, Century);
        TimeSpan? until = lasting && !f.Has("until") ? null : f.Duration("until", TimeSpan.Zero, Century);
        return until <= from ? throw f.Wrong("until", "not after from", "a duration longer than from") : (from, until);
    }

    // Absent: all drills.
    private static int? DrillOrAll(JsonFields f, int drills) => f.Has("drill") ? (int)f.Whole("drill", 0, drills - 1) : null;
}
