namespace Maintenance.Core.Ports;

/// <summary>
/// Reads payloads of one format. It knows the format and nothing about the sender: assets, clocks, time limits and dead letters are the
/// sink's. The only state it keeps between payloads is reusable memory.
/// <para>Everything in a payload is passed on or refused, in order; a fault loses as little data as the format allows, and is reported with
/// its position (byte, line or column). No payload makes it throw. The steady state allocates nothing per reading.</para>
/// <para>Threading: one payload at a time.</para>
/// </summary>
public interface IPayloadDecoder
{
    /// <summary>Reads one whole payload.</summary>
    /// <param name="payload">At least one byte, at most <c>Ingest:MaxPayloadBytes</c>; not retained.</param>
    /// <param name="sink">Takes what is found.</param>
    void Decode(ReadOnlySpan<byte> payload, IPayloadSink sink);
}
