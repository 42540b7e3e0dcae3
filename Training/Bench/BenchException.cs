namespace Maintenance.Training.Bench;

/// <summary>A measurement that proves nothing: the message says what was expected and what was found.</summary>
public sealed class BenchException(string message) : Exception(message);
