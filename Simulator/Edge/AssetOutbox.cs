namespace Maintenance.Simulator.Edge;

/// <summary>One drill's outbox: records not yet sent, records sent but not yet acknowledged, and its counters.</summary>
internal sealed class AssetOutbox(string asset)
{
    public string Asset { get; } = asset;

    /// <summary>Records to send, in order.</summary>
    public LinkedList<OutboxEntry> Unsent { get; } = [];

    /// <summary>Records sent and not acknowledged, ordered by send time.</summary>
    public LinkedList<OutboxEntry> InFlight { get; } = [];

    /// <summary>Acknowledged sequences of records still held because they are acknowledged only in part.</summary>
    public SequenceSet Covered { get; } = new();

    /// <summary>Sequence of the next reading, which is the number of readings measured in this epoch.</summary>
    public long Next { get; set; }

    public long AcknowledgedReadings { get; set; }

    public long RejectedReadings { get; set; }

    public int Pending => Unsent.Count + InFlight.Count;
}
