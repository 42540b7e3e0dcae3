namespace Maintenance.Training.Evaluation.Ai4i;

/// <summary>Output of <c>evaluate ai4i</c>: every row is judged once, by a model that has not seen it.</summary>
public sealed record Ai4iFigures(string Protocol, int Seed, int Rows, int Failures, double Precision, double Recall, double F1);
