namespace Maintenance.Pmml.Evaluation;

/// <summary>PMML's <c>normalizationMethod</c> of a neural layer.</summary>
internal enum NeuralNormalization
{
    None,
    SimpleMax,
    SoftMax,
}
