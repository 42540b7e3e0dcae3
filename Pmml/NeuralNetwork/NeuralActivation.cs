namespace Maintenance.Pmml.NeuralNetwork;

/// <summary>PMML's <c>activationFunction</c>.</summary>
internal enum NeuralActivation
{
    Threshold,
    Logistic,
    Tanh,
    Identity,
    Exponential,
    Reciprocal,
    Square,
    Gauss,
    Sine,
    Cosine,
    Elliott,
    Arctan,
    Rectifier,

    /// <summary>Applied to the distance from the weights, not to the weighted sum.</summary>
    RadialBasis,
}
