namespace Maintenance.Core.Ports;

/// <summary>A stored row cannot be computed again; the message says what is gone.</summary>
public sealed class UnverifiableException(string message) : Exception(message);
