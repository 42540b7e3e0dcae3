namespace Maintenance.Simulator.Edge;

/// <summary>What one drill keeps: records not yet sent, records sent and not yet acknowledged, and its account.</summary>
internal sealed class AssetOutbox(string asset)
{
    public string Asset { get; } = asset;

    /// <summary>Records to send, in order.</summary>
    public LinkedList<OutboxEntry> Unsent { get; } = [];

    /// <summary>Records sent, by time of sending.</summary>
    public LinkedList<OutboxEntry> InFlight { get; } = [];

    /// <summary>Sequences acknowledged for records still held, where an acknowledgement covers one only in part.</summary>
    public SequenceSet Covered { get; } = new();

    /// <summary>Sequence of the next reading = readings sent or to be sent in this epoch.</summary>
    public long Next { get; set; }

    public long AcknowledgedReadings { get; set; }

    public long RejectedReadings { get; set; }

    public int Pending => Unsent.Count + InFlight.Count;
}
