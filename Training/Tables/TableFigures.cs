namespace Maintenance.Training.Tables;

/// <summary>How well rows are predicted by models that have not seen their group.</summary>
/// <param name="Rows">Rows.</param>
/// <param name="Groups">Groups.</param>
/// <param name="Folds">Folds.</param>
/// <param name="Rounds">Boosting rounds of the final model.</param>
/// <param name="Classes">Figures of each class; empty for a regression.</param>
/// <param name="Accuracy">Share of rows predicted correctly; null for a regression.</param>
/// <param name="MajorityShare">Accuracy of always predicting the most frequent class.</param>
/// <param name="LogLoss">Mean of −ln P(true class).</param>
/// <param name="RootMeanSquareError">RMSE of a regression, in the target's unit.</param>
/// <param name="MeanAbsoluteError">MAE of a regression, in the target's unit.</param>
/// <param name="ConstantRootMeanSquareError">RMSE of always predicting the mean.</param>
/// <param name="Coverage">Share of rows whose true RUL lies within P10–P90, each fold judged with the errors of the others; for a
/// drill-life model.</param>
public sealed record TableFigures(
    int Rows, int Groups, int Folds, int Rounds, IReadOnlyList<TableClassFigures> Classes, double? Accuracy, double? MajorityShare,
    double? LogLoss,
    double? RootMeanSquareError, double? MeanAbsoluteError, double? ConstantRootMeanSquareError, double? Coverage = null);
