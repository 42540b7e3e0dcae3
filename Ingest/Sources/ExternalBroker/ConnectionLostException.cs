namespace Maintenance.Ingest.Sources.ExternalBroker;

/// <summary>The connection to the broker could not be made, or did not last.</summary>
/// <param name="message">Why.</param>
/// <param name="inner">The library's error.</param>
/// <param name="isTakenOver">True if another client took the session: connecting again at once would only take it back.</param>
internal sealed class ConnectionLostException(string message, Exception? inner = null, bool isTakenOver = false) : Exception(message, inner)
{
    /// <summary>True if another client took the session.</summary>
    public bool IsTakenOver => isTakenOver;
}
