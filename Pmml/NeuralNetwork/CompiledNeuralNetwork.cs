using Maintenance.Pmml.Expressions;
using Maintenance.Pmml.Frames;
using Maintenance.Pmml.Model;
using Maintenance.Pmml.Transformations;

namespace Maintenance.Pmml.NeuralNetwork;

/// <summary>NeuralNetwork. Each neuron has a slot in the frame; a row with a missing input has no result.</summary>
internal sealed class CompiledNeuralNetwork(
    ResultSlots result, (DerivedValue Value, int Slot)[] inputs, CompiledNeuralNetwork.Layer[] layers,
    (int Slot, int Label)[] outputs, NormContinuousExpression? scale)
    : ModelBody(result)
{
    public override void Evaluate(Span<double> frame)
    {
        foreach (var (derived, slot) in inputs)
        {
            derived.Apply(frame);
            frame[slot] = frame[derived.Slot];
            if (!double.IsNaN(frame[slot])) continue;
            Result.SetMissing(frame);
            if (Entity is not null) frame[Entity.Slot] = double.NaN;
            return;
        }
        foreach (var layer in layers) layer.Evaluate(frame);
        if (Result.Labels is null)
        {
            var value = frame[outputs[0].Slot];
            if (Entity is not null) frame[Entity.Slot] = 0;
            frame[Result.Value] = scale?.Invert(value) ?? value;
            return;
        }
        var probabilities = Result.ProbabilitiesIn(frame);
        probabilities.Clear();
        var best = 0;
        for (var i = 0; i < outputs.Length; i++)
        {
            probabilities[outputs[i].Label] = frame[outputs[i].Slot];
            if (frame[outputs[i].Slot] > frame[outputs[best].Slot]) best = i;
        }
        frame[Result.Value] = outputs[best].Label;
        if (Entity is not null) frame[Entity.Slot] = best;
    }

    /// <summary>A layer: neuron i's weights are at Offsets[i] … Offsets[i + 1].</summary>
    internal sealed record Layer(int FirstSlot, double[] Biases, int[] Offsets, int[] Sources, double[] Weights,
        NeuralActivation Activation, double Threshold, NeuralNormalization Normalization)
    {
        /// <summary>Widths and logarithms of the altitudes of a radial basis; empty for other layers.</summary>
        public (double Width, double LogAltitude)[] Bumps { get; init; } = [];

        public void Evaluate(Span<double> frame)
        {
            for (var i = 0; i < Biases.Length; i++)
            {
                if (Bumps.Length > 0)
                {
                    frame[FirstSlot + i] = RadialBasis(frame, i);
                    continue;
                }
                var z = 0.0;
                for (var j = Offsets[i]; j < Offsets[i + 1]; j++) z += Weights[j] * frame[Sources[j]];
                // The bias is added last, as in the exporters' own sums: large terms cancel, and the order affects the last digits.
                frame[FirstSlot + i] = Activate(z + Biases[i]);
            }
            Normalize(frame.Slice(FirstSlot, Biases.Length));
        }

        private void Normalize(Span<double> values)
        {
            if (Normalization == NeuralNormalization.None) return;
            var (sum, max) = (0.0, double.NegativeInfinity);
            foreach (var value in values) max = Math.Max(max, value);
            foreach (ref var value in values) sum += value = Normalization == NeuralNormalization.SoftMax ? Math.Exp(value - max) : value;
            foreach (ref var value in values) value /= sum;
        }

        // exp(f·log(altitude) − Σ(weight − value)² / (2·width²)), with f the number of connections (PMML 4.4, NeuralNetwork).
        private double RadialBasis(ReadOnlySpan<double> frame, int neuron)
        {
            var (first, end, sum) = (Offsets[neuron], Offsets[neuron + 1], 0.0);
            for (var j = first; j < end; j++) sum += (Weights[j] - frame[Sources[j]]) * (Weights[j] - frame[Sources[j]]);
            var (width, logAltitude) = Bumps[neuron];
            return Math.Exp(((end - first) * logAltitude) - (sum / (2 * width * width)));
        }

        private double Activate(double z) => Activation switch
        {
            NeuralActivation.Threshold => z > Threshold ? 1 : 0,
            NeuralActivation.Logistic => 1 / (1 + Math.Exp(-z)),
            NeuralActivation.Tanh => Math.Tanh(z),
            NeuralActivation.Exponential => Math.Exp(z),
            NeuralActivation.Reciprocal => 1 / z,
            NeuralActivation.Square => z * z,
            NeuralActivation.Gauss => Math.Exp(-z * z),
            NeuralActivation.Sine => Math.Sin(z),
            NeuralActivation.Cosine => Math.Cos(z),
            NeuralActivation.Elliott => z / (1 + Math.Abs(z)),
            NeuralActivation.Arctan => 2 * Math.Atan(z) / Math.PI,
            NeuralActivation.Rectifier => Math.Max(0, z),
            _ => z,
        };
    }
}
