namespace Maintenance.Training.Evaluation.CMapss;

/// <summary>What <c>evaluate cmapss</c> prints of one data set. RMSE and widths in cycles.</summary>
/// <param name="Set">FD001 to FD004.</param>
/// <param name="Protocol">Which engines and moments were judged.</param>
/// <param name="Units">Engines judged.</param>
/// <param name="Moments">Predictions judged.</param>
/// <param name="RmseTrueRul">Against the true remaining life.</param>
/// <param name="RmseCappedRul">Against the true life capped at 125, predictions capped too.</param>
/// <param name="NasaScore">Sum of e^(−d/13) − 1 early and e^(d/10) − 1 late, d = predicted − true life.</param>
/// <param name="NasaScorePerSample">The same, divided by the predictions.</param>
/// <param name="Coverage">Share of true lives within P10 to P90; nominal 0.80.</param>
/// <param name="BelowP10">Share below P10; nominal 0.10.</param>
/// <param name="AboveP90">Share above P90; nominal 0.10.</param>
/// <param name="MeanWidth">Mean of P90 − P10.</param>
public sealed record CMapssFigures(
    string Set, string Protocol, int Units, int Moments, double RmseTrueRul, double RmseCappedRul, double NasaScore,
        double NasaScorePerSample,
    double Coverage, double BelowP10, double AboveP90, double MeanWidth);
