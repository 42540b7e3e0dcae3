namespace Maintenance.Simulator.Load;

/// <summary>What a load run achieved.</summary>
/// <param name="Epoch">Stream epoch of all its records.</param>
/// <param name="Records">Records sent and acknowledged by the transport (MQTT QoS 1, HTTP 200).</param>
/// <param name="Readings">Readings in them.</param>
/// <param name="Bytes">Bytes in them.</param>
/// <param name="Seconds">Wall-clock time.</param>
/// <param name="ReadingsPerSecond">Achieved rate.</param>
/// <param name="Failed">Records refused by the transport, or unanswered at the end of the run.</param>
public sealed record LoadReport(long Epoch, long Records, long Readings, long Bytes, double Seconds, double ReadingsPerSecond, long Failed);
