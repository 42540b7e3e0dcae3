namespace Maintenance.Training.Rows;

/// <summary>What is given cannot be learnt from: the message says what was expected, what was found, and what to do.</summary>
public sealed class TrainingDataException(string message) : Exception(message);
