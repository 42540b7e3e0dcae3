using Maintenance.Pmml.Numerics;

namespace Maintenance.Pmml.GeneralRegressionModel;

/// <summary>Inverse link function, from the linear predictor to the mean (PMML 4.4, GeneralRegression).</summary>
/// <param name="Name">linkFunction or cumulativeLink.</param>
/// <param name="Parameter">linkParameter of oddspower and power.</param>
/// <param name="Dispersion">distParameter of negbin.</param>
internal sealed record InverseLink(string Name, double Parameter, double Dispersion)
{
    public static readonly string[] Names = ["identity", "log", "logit", "probit", "cloglog", "loglog", "logc", "cauchit", "negbin",
        "oddspower", "power"];

    public double Evaluate(double eta) => Name switch
    {
        "log" => Math.Exp(eta),
        "logit" => 1 / (1 + Math.Exp(-eta)),
        "probit" => NormalDistribution.Cumulative(0, 1, eta),
        "cloglog" => 1 - Math.Exp(-Math.Exp(eta)),
        "loglog" => Math.Exp(-Math.Exp(-eta)),
        "logc" => 1 - Math.Exp(eta),
        "cauchit" => 0.5 + (Math.Atan(eta) / Math.PI),
        "negbin" => 1 / (Dispersion * (Math.Exp(-eta) - 1)),
        "oddspower" => Parameter == 0 ? 1 / (1 + Math.Exp(-eta)) : 1 / (1 + Math.Pow(1 + (Parameter * eta), -1 / Parameter)),
        "power" => Parameter == 0 ? Math.Exp(eta) : Math.Pow(eta, 1 / Parameter),
        _ => eta,
    };
}
