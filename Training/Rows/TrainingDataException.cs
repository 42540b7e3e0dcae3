namespace Maintenance.Training.Rows;

/// <summary>The data cannot be used for training: the message says what was expected, what was found, and what to do.</summary>
public sealed class TrainingDataException(string message) : Exception(message);
