namespace Maintenance.Core.Ports;

/// <summary>Untrusted SQL was refused or stopped; the message is for its author.</summary>
/// <param name="message">Why, and what is allowed.</param>
public sealed class QueryRefusedException(string message) : Exception(message);
