using MathNet.Numerics.LinearAlgebra;

namespace Maintenance.Training.Evaluation;

/// <summary>Least squares with an L2 penalty on everything but the intercept, by the normal equations.</summary>
internal sealed class RidgeRegression
{
    private readonly double[] _coefficients;

    /// <summary>Fits the coefficients.</summary>
    /// <param name="rows">Inputs and target of each row, all with <paramref name="width"/> inputs.</param>
    /// <param name="width">Number of inputs.</param>
    /// <param name="penalty">L2 penalty, added to the diagonal of the normal matrix.</param>
    public RidgeRegression(IEnumerable<(double[] Inputs, double Target)> rows, int width, double penalty)
    {
        var normal = Matrix<double>.Build.Dense(width + 1, width + 1);
        var right = Vector<double>.Build.Dense(width + 1);
        foreach (var (inputs, target) in rows)
        {
            for (var i = 0; i <= width; i++)
            {
                var left = i == width ? 1 : inputs[i];
                right[i] += left * target;
                for (var j = 0; j <= i; j++) normal[i, j] += left * (j == width ? 1 : inputs[j]);
            }
        }
        for (var i = 0; i <= width; i++)
            for (var j = i + 1; j <= width; j++) normal[i, j] = normal[j, i];
        for (var i = 0; i < width; i++) normal[i, i] += penalty;
        _coefficients = [.. normal.Cholesky().Solve(right)];
    }

    public double Predict(ReadOnlySpan<double> inputs)
    {
        var sum = _coefficients[^1];
        for (var i = 0; i < inputs.Length; i++) sum += _coefficients[i] * inputs[i];
        return sum;
    }
}
