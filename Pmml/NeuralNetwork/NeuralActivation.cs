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

    /// <summary>Of the distance to the weights, not of the weighted sum.</summary>
    RadialBasis,
}
