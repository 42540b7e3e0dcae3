using Maintenance.Core.Conditions;

namespace Maintenance.Training.Shipped;

/// <summary>Precision and recall of one class on held-out fleets, at the alarm limit (<see cref="FaultLimits.AlarmFrom"/>).</summary>
public sealed class ClassFigures(string mode)
{
    public string Mode { get; } = mode;

    public int TruePositives { get; private set; }

    public int FalsePositives { get; private set; }

    public int FalseNegatives { get; private set; }

    public int Rows => TruePositives + FalseNegatives;

    public double Precision => Ratio(TruePositives, TruePositives + FalsePositives);

    public double Recall => Ratio(TruePositives, TruePositives + FalseNegatives);

    public double F1 => Precision + Recall > 0 ? 2 * Precision * Recall / (Precision + Recall) : 0;

    /// <summary>Counts one row.</summary>
    public static void Count(ClassFigures[] figures, string truth, ReadOnlySpan<float> probabilities)
    {
        var said = 0;
        if (1 - probabilities[0] >= FaultLimits.AlarmFrom)
        {
            said = 1;
            for (var i = 2; i < probabilities.Length; i++)
                if (probabilities[i] > probabilities[said]) said = i;
        }
        var right = FailureModes.Classes.ToList().IndexOf(truth);
        if (said == right) figures[right].TruePositives++;
        else (figures[said].FalsePositives, figures[right].FalseNegatives) =
            (figures[said].FalsePositives + 1, figures[right].FalseNegatives + 1);
    }

    private static double Ratio(int part, int whole) => whole == 0 ? double.NaN : (double)part / whole;
}
