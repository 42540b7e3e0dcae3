namespace Maintenance.Scoring.Pmml.Evaluation;

/// <summary>PMML's <c>activationFunction</c>; radialBasis is refused at load.</summary>
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
}
