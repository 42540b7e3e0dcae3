namespace Maintenance.Core.Models;

/// <summary>A model or a request about it is refused; the message is for the requesting person.</summary>
public sealed class ModelRefusedException(string message, Exception? inner = null) : Exception(message, inner);
