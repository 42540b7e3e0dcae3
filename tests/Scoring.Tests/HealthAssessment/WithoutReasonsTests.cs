using Maintenance.Core.Conditions;
using Maintenance.Core.Ports;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.HealthAssessment;

namespace Maintenance.Scoring.Tests.HealthAssessment;

/// <summary>A model that cannot say why: the assessment says so, in place of reasons that are none.</summary>
public sealed class WithoutReasonsTests
{
    [Fact]
    public void The_assessment_says_that_there_are_no_reasons_and_asks_for_none()
    {
        var block = new BlockEntry { State = DrillingState.Drilling };
        block.Descriptors.AsSpan().Fill(1);
        var assessment = new ConditionAssessor(new MuteModel()).Assess([block], TrendContext.None, location: null);
        assessment.FailureMode.ShouldNotBe(FailureModes.None);
        assessment.Reasons.ShouldNotBeNull().ShouldContain("\"cause\":\"no reasons: mute\"");
    }

    private sealed class MuteModel : IConditionModel
    {
        public string Name => "mute";

        public string Hash => "0000";

        public IReadOnlyList<string> Inputs { get; } = ["lateral_rms"];

        public IReadOnlyList<string> Outputs { get; } = [.. FailureModes.Classes.Select(m => $"probability({m})")];

        public IReadOnlyDictionary<string, (float Low, float High)> UsualRanges { get; } = new Dictionary<string,
            (float Low, float High)>(StringComparer.Ordinal);

        public string? WithoutReasons => "no reasons: mute";

        public void Score(ReadOnlySpan<float> rows, int count, Span<float> results) => results.Fill(0.2f);

        public void Explain(ReadOnlySpan<float> row, int output, Span<float> contributions) =>
            throw new InvalidOperationException("It was asked.");
    }
}
