namespace Maintenance.Simulator.Load;

/// <summary>What a load run achieved. Every reading that the rate asked for is in one of Readings, Failed and Unsent.</summary>
/// <param name="Epoch">Stream epoch of all its records.</param>
/// <param name="Records">Records that <paramref name="Readings"/> fill.</param>
/// <param name="Readings">Readings acknowledged by the transport (MQTT QoS 1, or accepted in the answer to a POST).</param>
/// <param name="Bytes">Bytes in them.</param>
/// <param name="Seconds">Wall-clock time.</param>
/// <param name="ReadingsPerSecond">Achieved rate.</param>
/// <param name="Failed">Readings refused, or unanswered at the end of the run.</param>
/// <param name="Unsent">Readings that were due by the rate but not sent, because the receiver was too slow or away.</param>
/// <param name="Stored">Readings that the host has stored; null if it could not be asked.</param>
/// <param name="Lost">Acknowledged readings that the host has not stored, such as those it rejected; null if it could not be asked.</param>
public sealed record LoadReport(long Epoch, long Records, long Readings, long Bytes, double Seconds, double ReadingsPerSecond, long Failed,
    long Unsent, long? Stored = null, long? Lost = null);
