using Maintenance.Core.Conditions;
using Maintenance.Core.Ports;

namespace Maintenance.Scoring.Tests.Pipeline;

/// <summary>
/// A small deterministic model. Like a tree ensemble it is piecewise constant (so that neighbouring inputs give equal scores), unless it is
/// made smooth (so that any difference in a window shows).
/// </summary>
internal sealed class StepModel(bool smooth = false, float scale = 1) : IConditionModel
{
    public string Name => "step";

    public string Hash => "0000";

    public IReadOnlyList<string> Inputs { get; } = ["lateral_rms", "torque_mean", "rotary_speed_mean_max"];

    public IReadOnlyList<string> Outputs { get; } = [.. FailureModes.Classes.Select(m => $"probability({m})")];

    public IReadOnlyDictionary<string, (float Low, float High)> UsualRanges { get; } =
        new Dictionary<string, (float Low, float High)>(StringComparer.Ordinal) { ["lateral_rms"] = (0.01f, 0.02f) };

    public void Score(ReadOnlySpan<float> rows, int count, Span<float> results)
    {
        for (var i = 0; i < count; i++)
        {
            var row = rows.Slice(3 * i, 3);
            var severity = Known(row[0]) / 10 + Known(row[1]) / 100_000 + Known(row[2]) / 1_000;
            severity *= scale;
            if (!smooth) severity = MathF.Floor(severity * 8) / 8;
            var fault = Math.Clamp(severity, 0, 1);
            var result = results.Slice(5 * i, 5);
            result.Fill(fault * 0.1f);
            (result[0], result[1]) = (1 - fault, fault * 0.7f);
        }
    }

    public void Explain(ReadOnlySpan<float> row, int output, Span<float> contributions)
    {
        for (var i = 0; i < row.Length; i++) contributions[i] = Known(row[i]) / (i == 0 ? 10 : 100_000);
    }

    private static float Known(float value) => float.IsNaN(value) ? 0 : value;
}
