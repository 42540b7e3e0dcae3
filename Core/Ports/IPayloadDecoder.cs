namespace Maintenance.Core.Ports;

/// <summary>
/// Reads payloads of one format. It knows how things are written and nothing of who sent them: assets, clocks, limits of time and dead
/// letters are the sink's. What it remembers between payloads is memory to be used again.
/// <para>Everything in a payload is handed over or refused, in its order; a fault costs as little as the format allows, and is told with
/// its place (byte, line or column). No payload makes it throw. Steady state allocates nothing per reading.</para>
/// <para>Threading: one payload at a time.</para>
/// </summary>
public interface IPayloadDecoder
{
    /// <summary>Reads one whole payload.</summary>
    /// <param name="payload">At least one byte, at most <c>Ingest:MaxPayloadBytes</c>; not retained.</param>
    /// <param name="sink">Takes what is found.</param>
    void Decode(ReadOnlySpan<byte> payload, IPayloadSink sink);
}
