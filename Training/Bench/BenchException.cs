namespace Maintenance.Training.Bench;

/// <summary>A benchmark run that is invalid: the message says what was expected and what was found.</summary>
public sealed class BenchException(string message) : Exception(message);
