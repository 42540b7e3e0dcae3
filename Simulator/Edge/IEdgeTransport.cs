using System.Threading.Channels;

namespace Maintenance.Simulator.Edge;

/// <summary>
/// Carries records from the edge to Ingest. MQTT and HTTP are the two. Threading: the agent's loop calls; events come from any thread
/// through the channel.
/// </summary>
internal interface IEdgeTransport : IAsyncDisposable
{
    /// <summary>What happened, bounded; an acknowledgement that does not fit is dropped, after which the record is sent again.</summary>
    ChannelReader<EdgeEvent> Events { get; }

    /// <summary>True while records can be handed over.</summary>
    bool IsReady { get; }

    /// <summary>Begins to connect; does not wait.</summary>
    void Start();

    /// <summary>Hands a record over; false when the transport has enough for now. The bytes are copied.</summary>
    bool TrySend(int asset, ReadOnlySpan<byte> record);

    /// <summary>End of a round: what was collected goes out.</summary>
    void Flush();
}
