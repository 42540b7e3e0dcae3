namespace Maintenance.Pmml.GeneralRegressionModel;

/// <summary>PMML's <c>modelType</c> of a GeneralRegressionModel.</summary>
internal enum GeneralRegressionKind
{
    Linear,
    LogLinear,
    GeneralizedLinear,
    MultinomialLogistic,
    OrdinalMultinomial,
    Cox,
}
