namespace Maintenance.Host.Composition;

/// <summary>An invalid option; the message names the key and the allowed values. The process exits with code 2.</summary>
internal sealed class OptionException(string message) : Exception(message);
