namespace Maintenance.Fuzz.Tests;

/// <summary>A property does not hold; the message says which.</summary>
internal sealed class FuzzException(string message) : Exception(message);
