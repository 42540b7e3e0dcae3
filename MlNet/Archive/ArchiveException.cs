namespace Maintenance.MlNet.Archive;

/// <summary>A zip is refused; the message says what was found.</summary>
public sealed class ArchiveException(string message, Exception? inner = null) : Exception(message, inner);
