using Maintenance.Pmml.Frames;
using Maintenance.Pmml.Model;

namespace Maintenance.Pmml.SupportVectorMachineModel;

/// <summary>
/// SupportVectorMachineModel. A classification has no probabilities: one against one gives shares of the votes, one against all gives 1 to
/// the winner. A row with a missing field has no result.
/// </summary>
internal sealed class CompiledSupportVectorMachine(
    ResultSlots result, (int Slot, double Category)[] fields, int firstSlot, CompiledSupportVectorMachine.Kernel kernel,
    CompiledSupportVectorMachine.Machine[] machines, bool oneAgainstOne, bool maxWins) : ModelBody(result)
{
    public override void Evaluate(Span<double> frame)
    {
        var x = frame.Slice(firstSlot, fields.Length);
        for (var i = 0; i < fields.Length; i++)
        {
            var value = frame[fields[i].Slot];
            if (double.IsNaN(value))
            {
                Result.SetMissing(frame);
                return;
            }
            x[i] = double.IsNaN(fields[i].Category) ? value : value == fields[i].Category ? 1 : 0;
        }
        if (Result.Labels is null)
        {
            frame[Result.Value] = machines[0].Evaluate(x, kernel);
            return;
        }
        var probabilities = Result.ProbabilitiesIn(frame);
        probabilities.Clear();
        if (oneAgainstOne) Vote(x, probabilities);
        else PickExtreme(x, probabilities);
        Result.PredictMostProbable(frame);
    }

    private void Vote(ReadOnlySpan<double> x, Span<double> probabilities)
    {
        foreach (var machine in machines)
            probabilities[machine.Evaluate(x, kernel) < machine.Threshold ? machine.Label : machine.Alternative] += 1.0 / machines.Length;
    }

    private void PickExtreme(ReadOnlySpan<double> x, Span<double> probabilities)
    {
        var (best, extreme) = (-1, double.NegativeInfinity);
        foreach (var machine in machines)
        {
            var value = machine.Evaluate(x, kernel) * (maxWins ? 1 : -1);
            if (value > extreme) (best, extreme) = (machine.Label, value);
        }
        if (best >= 0) probabilities[best] = 1;
    }

    /// <summary>K(x, y).</summary>
    internal sealed record Kernel(string Name, double Gamma, double Coef0, double Degree)
    {
        public double Evaluate(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
        {
            var sum = 0.0;
            if (Name == "RadialBasisKernelType")
            {
                for (var i = 0; i < x.Length; i++) sum += (x[i] - y[i]) * (x[i] - y[i]);
                return Math.Exp(-Gamma * sum);
            }
            for (var i = 0; i < x.Length; i++) sum += x[i] * y[i];
            return Name switch
            {
                "PolynomialKernelType" => Math.Pow((Gamma * sum) + Coef0, Degree),
                "SigmoidKernelType" => Math.Tanh((Gamma * sum) + Coef0),
                _ => sum,
            };
        }
    }

    /// <summary>Σ coefficient × K(x, vector) + bias; without vectors, the coefficients are the fields' weights.</summary>
    internal sealed record Machine(double[][]? Vectors, double[] Coefficients, double Bias, int Label, int Alternative, double Threshold)
    {
        public double Evaluate(ReadOnlySpan<double> x, Kernel kernel)
        {
            var sum = 0.0;
            for (var i = 0; i < Coefficients.Length; i++)
                sum += Coefficients[i] * (Vectors is null ? x[i] : kernel.Evaluate(x, Vectors[i]));
            return sum + Bias;
        }
    }
}
