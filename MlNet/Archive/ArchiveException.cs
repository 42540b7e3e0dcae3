namespace Maintenance.MlNet.Archive;

/// <summary>The zip of a model is refused; the message says what was found.</summary>
public sealed class ArchiveException(string message, Exception? inner = null) : Exception(message, inner);
