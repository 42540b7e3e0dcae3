namespace Maintenance.Pmml.RegressionModel;

/// <summary>PMML's <c>normalizationMethod</c> of a RegressionModel.</summary>
internal enum RegressionNormalization
{
    None,
    SimpleMax,
    SoftMax,
    Logit,
    Exp,
    Probit,
    CLogLog,
    LogLog,
    Cauchit,
}
