namespace Maintenance.Ingest.Sources.ExternalBroker;

/// <summary>The connection to the broker could not be made, or did not last.</summary>
/// <param name="message">Why.</param>
/// <param name="inner">The library's error.</param>
internal sealed class ConnectionLostException(string message, Exception? inner = null) : Exception(message, inner);
