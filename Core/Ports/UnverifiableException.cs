namespace Maintenance.Core.Ports;

/// <summary>A stored row cannot be recomputed; the message says what is missing.</summary>
public sealed class UnverifiableException(string message) : Exception(message);
