namespace Maintenance.Host.Bench;

/// <summary>A measurement that proves nothing: the message says what was expected and what was found.</summary>
internal sealed class BenchException(string message) : Exception(message);
