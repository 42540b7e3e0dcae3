namespace Maintenance.Core.Models;

/// <summary>A model, or what was asked of it, is refused; the message is for the person who asked.</summary>
public sealed class ModelRefusedException(string message, Exception? inner = null) : Exception(message, inner);
