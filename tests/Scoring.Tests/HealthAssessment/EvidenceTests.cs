using System.Text.Json;
using Maintenance.Core.Conditions;
using Maintenance.Core.Ports;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.HealthAssessment;

namespace Maintenance.Scoring.Tests.HealthAssessment;

/// <summary>A grade rests on evidence: without it there is none, and the assessment says why, failure mode by failure mode.</summary>
public sealed class EvidenceTests
{
    private const float Usual = 0.01f;

    [Fact]
    public void A_window_without_any_informative_input_has_no_grade_and_says_why()
    {
        var assessment = Assess(new SuspiciousModel(0.05f), Block(DrillingState.Drilling, ("rotary_speed_mean", 120)));
        (assessment.Grade, assessment.FailureMode, float.IsNaN(assessment.HealthIndex)).ShouldBe((null, null, true));
        assessment.NotAssessed.ShouldNotBeNullOrEmpty();
        Evidence(assessment).Keys.ShouldBe(FailureModes.All);
        foreach (var (mode, (evidence, because)) in Evidence(assessment))
        {
            evidence.ShouldBe("none", mode);
            because.ShouldNotBeNullOrEmpty(mode);
        }
    }

    [Fact]
    public void A_machine_at_rest_is_not_as_new()
    {
        var assessment = Assess(new SuspiciousModel(0.05f), Block(DrillingState.Idle, ("motor_temperature_mean", 40)));
        (assessment.Grade, assessment.NotAssessed).ShouldBe((null, "the string stands still"));
    }

    [Theory]
    [InlineData("waveform_rms")]
    [InlineData("lateral_rms")]
    public void A_machine_that_is_shut_down_is_not_as_new_when_its_speed_is_not_sent(string vibration)
    {
        var shut = Assess(
            new SuspiciousModel(0.05f),
            Block(DrillingState.Unknown, (vibration, 1e-4f), ("bearing_temperature_mean", 20), ("waveform_kurtosis", 3)));
        (shut.Grade, shut.NotAssessed).ShouldBe((null, "nothing moves: no vibration, and no rotary speed is sent"));
        var running = Assess(
            new SuspiciousModel(0.05f),
            Block(DrillingState.Unknown, (vibration, 1), ("bearing_temperature_mean", 20), ("waveform_kurtosis", 3)));
        running.Grade.ShouldBe("A");
    }

    [Fact]
    public void A_source_without_the_speed_beside_one_that_says_zero_shows_that_the_string_stands_still()
    {
        var model = new SuspiciousModel(0.05f);
        var assessment = new ConditionAssessor(model).Assess(
            [Block(DrillingState.Idle, ("rotary_speed_mean", 0)), Block(DrillingState.Unknown, ("bearing_temperature_mean", 20))],
            TrendContext.None, location: null);
        (assessment.Grade, assessment.NotAssessed).ShouldBe((null, "the string stands still"));
    }

    [Fact]
    public void A_dead_sensor_is_why_there_is_no_grade()
    {
        var dead = Assess(
            new SuspiciousModel(0.05f),
            Block(DrillingState.Drilling, ("rotary_speed_mean", 120), ("waveform_rms", 0), ("waveform_kurtosis", 3)));
        (dead.Grade, dead.NotAssessed).ShouldBe((null, "sensors are at fault, and no other shows a failure mode"));
    }

    [Fact]
    public void A_mode_that_cannot_be_seen_counts_for_nothing_however_sure_the_model_is()
    {
        var seen = Assess(new SuspiciousModel(0.9f), Block(DrillingState.Drilling, ("motor_temperature_mean", 40)));
        Evidence(seen)[FailureModes.BearingWear].Evidence.ShouldBe("none");
        seen.FailureMode.ShouldNotBe(FailureModes.BearingWear);
    }

    [Fact]
    public void A_suspicion_without_a_value_outside_its_usual_range_is_no_finding()
    {
        var quiet = Assess(new SuspiciousModel(0.9f), Block(DrillingState.Drilling, ("bearing_temperature_mean", Usual)));
        (quiet.FailureMode, quiet.Reasons).ShouldBe((FailureModes.None, null));
        var loud = Assess(new SuspiciousModel(0.9f), Block(DrillingState.Drilling, ("bearing_temperature_mean", 3 * Usual)));
        loud.FailureMode.ShouldBe(FailureModes.BearingWear);
        loud.Reasons.ShouldNotBeNull().ShouldContain("\"usualHigh\":0.02");
        loud.Findings.ShouldNotBeNull().ShouldContain("\"advice\":");
    }

    [Fact]
    public void A_value_at_the_edge_of_its_usual_range_does_not_take_a_drill_from_A_to_D()
    {
        float HealthAt(float value) =>
            Assess(new SuspiciousModel(0.9f), Block(DrillingState.Drilling, ("bearing_temperature_mean", value))).HealthIndex;
        HealthAt(2 * Usual).ShouldBe(86f, 0.01f);
        HealthAt(2.01f * Usual).ShouldBe(78.4f, 0.1f);
        HealthAt(2.05f * Usual).ShouldBe(48f, 0.1f);
        HealthAt(2.1f * Usual).ShouldBe(10f, 0.1f);
        HealthAt(9 * Usual).ShouldBe(10f, 0.1f);
    }

    [Fact]
    public void Less_of_it_than_usual_is_no_reason()
    {
        var cool = Assess(new SuspiciousModel(0.9f), Block(DrillingState.Drilling, ("bearing_temperature_mean", -Usual)));
        (cool.FailureMode, cool.Reasons).ShouldBe((FailureModes.None, null));
        var dry = Assess(
            new SuspiciousModel(0.9f, reason: "oil_pressure_mean"), Block(DrillingState.Drilling,
                ("oil_pressure_mean", -1), ("bearing_temperature_mean", 3 * Usual)));
        dry.Reasons.ShouldNotBeNull().ShouldContain("oil_pressure_mean");
    }

    [Fact]
    public void What_does_not_tell_of_a_mode_is_no_reason_for_it()
    {
        var loud = Assess(
            new SuspiciousModel(0.9f, reason: "lateral_rms"),
            Block(DrillingState.Drilling, ("lateral_rms", 3), ("bearing_temperature_mean", Usual)));
        (loud.FailureMode, loud.Reasons).ShouldBe((FailureModes.None, null));
    }

    [Theory]
    [InlineData(FaultLimits.NamedFrom, "B")]
    [InlineData(FaultLimits.AlarmFrom, "C")]
    public void A_suspicion_at_a_limit_has_the_grade_that_the_limit_begins(float suspicion, string grade)
    {
        var found = Assess(new SuspiciousModel(suspicion), Block(DrillingState.Drilling, ("bearing_temperature_mean", 3 * Usual)));
        (found.FailureMode, found.Grade).ShouldBe((FailureModes.BearingWear, grade));
    }

    [Fact]
    public void A_worse_grade_holds_until_no_recent_minute_was_worse_and_a_better_one_does_not_hide_a_worse()
    {
        GradeHysteresis.Of(95, float.NaN).ShouldBe(HealthGrade.A);
        GradeHysteresis.Of(95, 50).ShouldBe(HealthGrade.C);
        GradeHysteresis.Of(20, 95).ShouldBe(HealthGrade.D);
        GradeHysteresis.Of(86, 86).ShouldBe(HealthGrade.A);
    }

    private static Assessment Assess(IConditionModel model, BlockEntry block) =>
        new ConditionAssessor(model).Assess([block], TrendContext.None, location: null);

    private static BlockEntry Block(DrillingState state, params (string Name, float Value)[] values)
    {
        var block = new BlockEntry { State = state };
        foreach (var (name, value) in values) block.Descriptors[Descriptors.IndexOf(name)] = value;
        return block;
    }

    private static Dictionary<string, (string Evidence, string? Because)> Evidence(Assessment assessment)
    {
        using var json = JsonDocument.Parse(assessment.Evidence!);
        return json.RootElement.EnumerateObject().ToDictionary(p => p.Name, p => (p.Value.GetProperty("evidence").GetString()!,
            p.Value.TryGetProperty("because", out var because) ? because.GetString() : null), StringComparer.Ordinal);
    }

    /// <summary>Suspects the bearing, always as much, because of its temperature.</summary>
    private sealed class SuspiciousModel(float suspicion, string reason = "") : IConditionModel
    {
        public string Name => "suspicious";

        public string Hash => "0001";

        public IReadOnlyList<string> Inputs { get; } = ["bearing_temperature_mean", "lateral_rms", "stick_slip_index", "band_shaft_1x",
            "motor_temperature_mean", "oil_pressure_mean"];

        public IReadOnlyList<string> Outputs { get; } = [.. FailureModes.Classes.Select(m => $"probability({m})")];

        public IReadOnlyDictionary<string, (float Low, float High)> UsualRanges { get; } =
            new Dictionary<string, (float Low, float High)>(StringComparer.Ordinal)
            {
                ["bearing_temperature_mean"] = (0, 2 * Usual), ["oil_pressure_mean"] = (0, 1), ["lateral_rms"] = (0, 1),
            };

        public void Score(ReadOnlySpan<float> rows, int count, Span<float> results)
        {
            results.Clear();
            (results[0], results[1]) = (1 - suspicion, suspicion);
        }

        public void Explain(ReadOnlySpan<float> row, int output, Span<float> contributions)
        {
            contributions.Clear();
            contributions[0] = 1;
            if (reason.Length > 0) contributions[((List<string>)[.. Inputs]).IndexOf(reason)] = 2;
        }
    }
}
