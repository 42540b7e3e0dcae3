namespace Maintenance.Core.Ports;

/// <summary>A stranger's SQL was refused or stopped; the message is for them.</summary>
/// <param name="message">Why, and what is allowed.</param>
public sealed class QueryRefusedException(string message) : Exception(message);
