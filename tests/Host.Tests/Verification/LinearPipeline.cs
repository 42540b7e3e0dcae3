using Maintenance.Core.Conditions;
using Microsoft.ML;
using Microsoft.ML.Transforms;

namespace Maintenance.Host.Tests.Verification;

/// <summary>
/// A zip as anybody's ML.NET program would save it: gaps filled, scaled, a linear model of the failure modes, the label's key in the chain.
/// </summary>
internal static class LinearPipeline
{
    public static byte[] Train(int seed)
    {
        var ml = new MLContext(seed);
        var random = new Random(seed);
        var data = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 400).Select(_ => Row.Next(random)).ToArray());
        var chain = ml.Transforms.Conversion.MapValueToKey("Label", nameof(Row.failure_mode))
            .Append(ml.Transforms.Concatenate("Features", nameof(Row.torque_mean), nameof(Row.rotary_speed_mean)))
            .Append(ml.Transforms.ReplaceMissingValues("Features", replacementMode: MissingValueReplacingEstimator.ReplacementMode.Mean))
            .Append(ml.Transforms.NormalizeMinMax("Features"))
            .Append(ml.MulticlassClassification.Trainers.SdcaMaximumEntropy(maximumNumberOfIterations: 5))
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        using var zip = new MemoryStream();
        ml.Model.Save(chain.Fit(data), data.Schema, zip);
        return zip.ToArray();
    }

    // ML.NET takes the names of columns from the members.
#pragma warning disable IDE1006
    private sealed class Row
    {
        public float torque_mean { get; set; }

        public float rotary_speed_mean { get; set; }

        public string failure_mode { get; set; } = "";

        public static Row Next(Random random)
        {
            var torque = random.NextSingle() * 40_000;
            return new Row
            {
                torque_mean = random.Next(5) == 0 ? float.NaN : torque,
                rotary_speed_mean = random.NextSingle() * 200,
                failure_mode = FailureModes.Classes[(int)(torque / 8_001)],
            };
        }
    }
#pragma warning restore IDE1006
}
