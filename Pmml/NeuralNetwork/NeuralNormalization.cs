namespace Maintenance.Pmml.NeuralNetwork;

/// <summary>PMML's <c>normalizationMethod</c> of a neural layer.</summary>
internal enum NeuralNormalization
{
    None,
    SimpleMax,
    SoftMax,
}
