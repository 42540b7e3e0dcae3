namespace Maintenance.Training.Tables;

/// <summary>How well rows are predicted by models that know nothing of their group.</summary>
/// <param name="Rows">Rows.</param>
/// <param name="Groups">Groups.</param>
/// <param name="Folds">Folds.</param>
/// <param name="Rounds">Rounds of the model on all rows.</param>
/// <param name="Classes">Figures of each class; empty where a number is predicted.</param>
/// <param name="Accuracy">Share of rows named right; null where a number is predicted.</param>
/// <param name="MajorityShare">What always the most frequent class would give.</param>
/// <param name="LogLoss">Mean of −ln P(right class).</param>
/// <param name="RootMeanSquareError">Of a number.</param>
/// <param name="MeanAbsoluteError">Of a number.</param>
/// <param name="ConstantRootMeanSquareError">What always the mean would give.</param>
/// <param name="Coverage">Share of rows whose truth lies in P10–P90, each fold with the errors of the others; of a drill-life
/// model.</param>
public sealed record TableFigures(
    int Rows, int Groups, int Folds, int Rounds, IReadOnlyList<TableClassFigures> Classes, double? Accuracy, double? MajorityShare,
        double? LogLoss,
    double? RootMeanSquareError, double? MeanAbsoluteError, double? ConstantRootMeanSquareError, double? Coverage = null);
