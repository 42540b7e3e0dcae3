using System.Threading.Channels;

namespace Maintenance.Simulator.Edge;

/// <summary>
/// Carries records from the edge to Ingest, over MQTT or HTTP. Threading: called by the agent's loop only; events are written to the
/// channel from any thread.
/// </summary>
internal interface IEdgeTransport : IAsyncDisposable
{
    /// <summary>Events, in a bounded channel; an acknowledgement that does not fit is dropped, so its record is sent again.</summary>
    ChannelReader<EdgeEvent> Events { get; }

    /// <summary>True while the transport accepts records.</summary>
    bool IsReady { get; }

    /// <summary>Starts connecting; does not wait.</summary>
    void Start();

    /// <summary>Sends a copy of a record; false if the transport can accept no more for now.</summary>
    bool TrySend(int asset, ReadOnlySpan<byte> record);

    /// <summary>Ends a round: sends what was collected.</summary>
    void Flush();
}
