using Maintenance.Core.Ports;

namespace Maintenance.Scoring.Tests.Pipeline;

/// <summary>A drill-life model whose levels follow from the mean vibration, and which tells lives apart up to 25 hours.</summary>
internal sealed class RulStub : IConditionModel
{
    public string Name => "life";

    public string Hash => "11fe";

    public IReadOnlyList<string> Inputs { get; } = ["lateral_rms"];

    public IReadOnlyList<string> Outputs { get; } = ["remaining", "rul_p10_hours", "rul_p50_hours", "rul_p90_hours", "rul_limit_hours"];

    public IReadOnlyDictionary<string, (float Low, float High)> UsualRanges { get; } = new Dictionary<string,
        (float Low, float High)>(StringComparer.Ordinal);

    public void Score(ReadOnlySpan<float> rows, int count, Span<float> results)
    {
        for (var i = 0; i < count; i++)
            (results[5 * i], results[(5 * i) + 1], results[(5 * i) + 2], results[(5 * i) + 3], results[(5 * i) + 4]) =
                (0, 10 - rows[i], 20 - rows[i], 30 - rows[i], 25);
    }

    public void Explain(ReadOnlySpan<float> row, int output, Span<float> contributions) => contributions.Clear();
}
