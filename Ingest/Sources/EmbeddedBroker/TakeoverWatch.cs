using System.Net;
using Microsoft.Extensions.Logging;

namespace Maintenance.Ingest.Sources.EmbeddedBroker;

/// <summary>
/// Notices clients that use one id and so disconnect each other, over and over: MQTT gives a session to whoever connects last. Says so at
/// most once a minute for an id, and for a bounded number of ids. Threading: any.
/// </summary>
internal sealed partial class TakeoverWatch(TimeProvider clock, ILogger logger)
{
    /// <summary>
    /// Takeovers within a period from which on it is a fight: a client that lost its connection takes its own session once.
    /// </summary>
    private const int Fight = 3;

    private const int MaxIds = 256;
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (long Since, int Takeovers, bool IsTold)> _ids = new(StringComparer.Ordinal);

    /// <summary>A client connects with an id that a connected one has.</summary>
    public void TakenOver(string clientId, EndPoint? by, EndPoint? from)
    {
        lock (_lock)
        {
            var now = clock.GetTimestamp();
            if (!_ids.TryGetValue(clientId, out var seen) || clock.GetElapsedTime(seen.Since, now) >= Period)
            {
                if (_ids.Count >= MaxIds && !_ids.ContainsKey(clientId) && !MakeRoom(now)) return;
                seen = (now, 0, false);
            }
            seen.Takeovers++;
            if (seen.Takeovers >= Fight && !seen.IsTold)
            {
                seen.IsTold = true;
                LogFight(logger, clientId, by?.ToString() ?? "?", from?.ToString() ?? "?", Period.TotalSeconds);
            }
            _ids[clientId] = seen;
        }
    }

    private bool MakeRoom(long now)
    {
        foreach (var (id, seen) in _ids)
            if (clock.GetElapsedTime(seen.Since, now) >= Period) _ids.Remove(id);
        return _ids.Count < MaxIds;
    }

    [LoggerMessage(2028, LogLevel.Warning, "MQTT: two clients use the id '{Client}', at {EndPoint} and {Other}, and keep disconnecting "
        + "each other; give each client an id of its own (said at most every {Seconds} s)")]
    private static partial void LogFight(ILogger logger, string client, string endPoint, string other, double seconds);
}
