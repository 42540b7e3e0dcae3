using System.Text.Json;
using Maintenance.Core.Conditions;
using Maintenance.Core.Ports;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.HealthAssessment;
using Maintenance.Scoring.HealthAssessment.Rules;
using Maintenance.Scoring.SensorHealth;
using static Maintenance.Core.Channels.StandardChannels;

namespace Maintenance.Scoring.Tests.SensorHealth;

/// <summary>What a sensor at fault says is no evidence: neither of health nor of a fault of the machine.</summary>
public sealed class SensorEvidenceTests
{
    // Case h01.
    [Fact]
    public void A_flat_line_at_120_revolutions_is_no_evidence_of_health()
    {
        var flat = new SensorWindow(readingsPerSecond: 10).Turning().With(VibrationLateral, _ => 0).With(VibrationAxial, _ => 0);
        var assessment = Assess(flat, TrendContext.None);
        // The speed is seen, and tells of stick-slip alone.
        var evidence = JsonDocument.Parse(assessment.Evidence!).RootElement;
        foreach (var mode in new[] { FailureModes.BearingWear, FailureModes.Imbalance, FailureModes.Whirl, FailureModes.BitBounce })
            evidence.GetProperty(mode).GetProperty("evidence").GetString().ShouldBe("none", mode);
        assessment.SensorFaults.ShouldNotBeNull().ShouldContain("\"channel\":\"vibration_lateral\",\"fault\":\"dead\"");
    }

    [Fact]
    public void The_model_does_not_see_what_a_sensor_at_fault_says()
    {
        var model = new Recorder();
        var kelvin = new SensorWindow(readingsPerSecond: 10).Turning().With(BearingTemperature, _ => 340).With(MotorTemperature, _ => 80);
        new ConditionAssessor(model).Assess(kelvin.Blocks(), TrendContext.None, location: null);
        model.Seen.ShouldBe([float.NaN, 80]);
        var slow = SensorFaultSet.None;
        slow.Add(SensorFaultKind.Drifting, MotorTemperature);
        var assessment = new ConditionAssessor(model).Assess(
            kelvin.Blocks(), new TrendContext(TrendFindings.None with { Sensors = slow }, float.NaN), location: null);
        model.Seen.ShouldBe([float.NaN, float.NaN]);
        assessment.SensorFaults.ShouldNotBeNull().ShouldContain("drifting");
        assessment.FailureMode.ShouldNotBe(FailureModes.Overheating);
    }

    [Fact]
    public void Sound_sensors_are_not_mentioned() =>
        Assess(new SensorWindow(readingsPerSecond: 10).Turning().With(BearingTemperature, _ => 60), TrendContext.None)
            .SensorFaults.ShouldBeNull();

    private static Assessment Assess(SensorWindow window, in TrendContext trend) =>
        new ConditionAssessor(new Recorder()).Assess(window.Blocks(), trend, location: null);

    private sealed class Recorder : IConditionModel
    {
        public float[] Seen { get; private set; } = [];

        public string Name => "recorder";

        public string Hash => "0000";

        public IReadOnlyList<string> Inputs { get; } = ["bearing_temperature_mean", "motor_temperature_mean_max"];

        public IReadOnlyList<string> Outputs { get; } = [.. FailureModes.Classes.Select(m => $"probability({m})")];

        public IReadOnlyDictionary<string, (float Low, float High)> UsualRanges { get; } =
            new Dictionary<string, (float Low, float High)>(StringComparer.Ordinal);

        public string? WithoutReasons => "no reasons: a recorder";

        public void Score(ReadOnlySpan<float> rows, int count, Span<float> results)
        {
            Seen = rows.ToArray();
            results.Fill(0.01f);
            results[0] = 0.96f;
        }

        public void Explain(ReadOnlySpan<float> row, int output, Span<float> contributions) => contributions.Clear();
    }
}
