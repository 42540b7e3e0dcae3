namespace Maintenance.Core.Ports;

/// <summary>An offset was not moved; the message says what is allowed.</summary>
/// <param name="message">What was requested and what is allowed.</param>
public sealed class OffsetRefusedException(string message) : Exception(message);
