using Maintenance.Pmml.DataDictionary;

namespace Maintenance.Pmml.Expressions;

/// <summary>
/// NormContinuous: piecewise linear; outside the points it is extrapolated, held or missing, as specified.
/// </summary>
internal sealed class NormContinuousExpression(int slot, double[] origins, double[] norms, OutlierTreatment outliers, double mapMissingTo)
    : CompiledExpression(FieldDataType.Double, null)
{
    public override double Evaluate(Span<double> frame)
    {
        var x = frame[slot];
        if (double.IsNaN(x)) return mapMissingTo;
        if (outliers != OutlierTreatment.AsIs)
        {
            if (x < origins[0]) return outliers == OutlierTreatment.AsMissing ? mapMissingTo : norms[0];
            if (x > origins[^1]) return outliers == OutlierTreatment.AsMissing ? mapMissingTo : norms[^1];
        }
        var at = Array.BinarySearch(origins, x);
        if (at >= 0) return norms[at];
        var piece = Math.Clamp(~at, 1, origins.Length - 1);
        return norms[piece - 1] + ((x - origins[piece - 1]) / (origins[piece] - origins[piece - 1]) * (norms[piece] - norms[piece - 1]));
    }

    /// <summary>Orig and norm of two points, swapped, to invert the transformation (NeuralOutput).</summary>
    public double Invert(double y)
    {
        var rising = norms[^1] >= norms[0];
        var piece = 1;
        while (piece < norms.Length - 1 && (rising ? y > norms[piece] : y < norms[piece])) piece++;
        return origins[piece - 1] + ((y - norms[piece - 1]) / (norms[piece] - norms[piece - 1]) * (origins[piece] - origins[piece - 1]));
    }
}
