namespace Maintenance.Training.Evaluation.Ai4i;

/// <summary>What <c>evaluate ai4i</c> prints: every row judged once, held back.</summary>
public sealed record Ai4iFigures(string Protocol, int Seed, int Rows, int Failures, double Precision, double Recall, double F1);
