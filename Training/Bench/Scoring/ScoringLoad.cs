using Maintenance.Training.Fleets;
using Maintenance.Training.Rows;

namespace Maintenance.Training.Bench.Scoring;

/// <summary>
/// Rows for <c>bench scoring</c>: window features of simulated rigs that lack sensors as real rigs do, so that many values are missing; the
/// label is the severity of the growing fault. Rows to score come from fleets not used in training.
/// </summary>
public sealed class ScoringLoad
{
    // Values are perturbed by up to this share, so that drawn rows are not exact repeats: the processor's branch predictor learns a
    // repeated path through a tree.
    private const double Stir = 0.02;

    private ScoringLoad(TrainingRows training, float[] values, int count, double missingShare)
    {
        Training = training;
        Values = values;
        Count = count;
        MissingShare = missingShare;
    }

    public TrainingRows Training { get; }

    /// <summary>Rows to score, row-major.</summary>
    public float[] Values { get; }

    public int Count { get; }

    public int Columns => Training.Features.Count;

    public double MissingShare { get; }

    public static ScoringLoad Create(int seed, int fleets, int count)
    {
        var training = new TrainingRows(ModelInputs.Names);
        for (var i = 0; i < fleets; i++)
            FleetSampler.Sample((ulong)(seed * 1000 + i), varySensors: true, (features, _, severity) =>
                training.Add(ModelInputs.Select(features), (float)severity, 1));
        var unseen = new List<float[]>();
        FleetSampler.Sample((ulong)(seed * 1000 + 999), varySensors: true, (features, _, _) => unseen.Add(ModelInputs.Select(features)));
        var values = Draw(unseen, training.Features.Count, count, new Random(seed));
        return new ScoringLoad(training, values, count, (double)values.Count(float.IsNaN) / values.Length);
    }

    private static float[] Draw(List<float[]> rows, int columns, int count, Random random)
    {
        var values = new float[count * columns];
        for (var row = 0; row < count; row++)
        {
            var source = rows[random.Next(rows.Count)];
            for (var i = 0; i < columns; i++) values[(row * columns) + i] = (float)(source[i] * (1 + Stir * (2 * random.NextDouble() - 1)));
        }
        return values;
    }

}
