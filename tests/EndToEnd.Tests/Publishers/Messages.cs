using System.Collections.Concurrent;

namespace Maintenance.EndToEnd.Tests.Publishers;

/// <summary>
/// Single JSON readings of one drill, each of a moment of its own, that a publisher sends. It learns which were acknowledged; an
/// acknowledged message is never sent again, so one that was lost afterwards is missing in the store.
/// </summary>
internal sealed class Messages(long firstUnixMs, int count)
{
    public const string Topic = "maintenance/v1/workshop/bench/rig1/WORKSHOP-D1/telemetry/json";

    private readonly ConcurrentQueue<int> _waiting = new(Enumerable.Range(0, count));
    private readonly ConcurrentDictionary<int, bool> _acknowledged = new();

    public int Count => count;

    public int AcknowledgedCount => _acknowledged.Count;

    public string Text(int id) => $$"""{"time":"{{DateTimeOffset.FromUnixTimeMilliseconds(firstUnixMs + id):O}}","rpm":{{id % 200}}}""";

    public bool TryTake(out int id) => _waiting.TryDequeue(out id);

    /// <summary>It may have arrived or not: it is sent again.</summary>
    public void Return(int id) => _waiting.Enqueue(id);

    public void Acknowledge(int id) => _acknowledged.TryAdd(id, true);
}
