namespace Maintenance.Training.Evaluation.CMapss;

/// <summary>Output of <c>evaluate cmapss</c> for one data set. RMSE and widths in cycles.</summary>
/// <param name="Set">FD001 to FD004.</param>
/// <param name="Protocol">Which engines and cycles were judged.</param>
/// <param name="Units">Number of engines judged.</param>
/// <param name="Moments">Number of predictions judged.</param>
/// <param name="RmseTrueRul">Against the true RUL.</param>
/// <param name="RmseCappedRul">Against the true RUL capped at 125, predictions capped too.</param>
/// <param name="NasaScore">Sum of e^(−d/13) − 1 for early and e^(d/10) − 1 for late predictions; d = predicted − true RUL.</param>
/// <param name="NasaScorePerSample">The same, divided by the number of predictions.</param>
/// <param name="Coverage">Share of true RULs within P10 to P90; nominal 0.80.</param>
/// <param name="BelowP10">Share below P10; nominal 0.10.</param>
/// <param name="AboveP90">Share above P90; nominal 0.10.</param>
/// <param name="MeanWidth">Mean of P90 − P10.</param>
public sealed record CMapssFigures(
    string Set, string Protocol, int Units, int Moments, double RmseTrueRul, double RmseCappedRul, double NasaScore,
    double NasaScorePerSample,
    double Coverage, double BelowP10, double AboveP90, double MeanWidth);
