namespace Maintenance.Host.Composition;

/// <summary>A wrong option: the message names the key and what is allowed. Ends the process with exit code 2.</summary>
internal sealed class OptionException(string message) : Exception(message);
