using Maintenance.Scoring.Pmml.Expressions;

namespace Maintenance.Scoring.Pmml.Evaluation;

/// <summary>NeuralNetwork. Each neuron has a slot of the frame; a missing input leaves the row without a result.</summary>
internal sealed class CompiledNeuralNetwork(
    ResultSlots result, (CompiledExpression Expression, int Slot)[] inputs, CompiledNeuralNetwork.Layer[] layers, (int Slot, int Label)[] outputs, NormContinuousExpression? scale)
    : ModelBody(result)
{
    public override void Evaluate(Span<double> frame)
    {
        foreach (var (expression, slot) in inputs)
        {
            frame[slot] = expression.Evaluate(frame);
            if (!double.IsNaN(frame[slot])) continue;
            Result.SetMissing(frame);
            return;
        }
        foreach (var layer in layers) layer.Evaluate(frame);
        if (Result.Labels is null)
        {
            var value = frame[outputs[0].Slot];
            frame[Result.Value] = scale?.Invert(value) ?? value;
            return;
        }
        var probabilities = Result.ProbabilitiesIn(frame);
        probabilities.Clear();
        var best = outputs[0];
        foreach (var output in outputs)
        {
            probabilities[output.Label] = frame[output.Slot];
            if (frame[output.Slot] > frame[best.Slot]) best = output;
        }
        frame[Result.Value] = best.Label;
    }

    /// <summary>A layer: neuron i's weights stand at Offsets[i] … Offsets[i + 1].</summary>
    internal sealed record Layer(int FirstSlot, double[] Biases, int[] Offsets, int[] Sources, double[] Weights, NeuralActivation Activation, double Threshold, NeuralNormalization Normalization)
    {
        public void Evaluate(Span<double> frame)
        {
            for (var i = 0; i < Biases.Length; i++)
            {
                var z = 0.0;
                for (var j = Offsets[i]; j < Offsets[i + 1]; j++) z += Weights[j] * frame[Sources[j]];
                // The bias comes last, as in the exporters' own sums: large terms cancel, and the order shows in the last digits.
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
