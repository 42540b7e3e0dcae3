namespace Maintenance.Training.Bench.Mqtt;

/// <summary>A host that was started to be measured.</summary>
/// <param name="ProcessId">Its process.</param>
/// <param name="MqttPort">Port of its broker.</param>
/// <param name="Query">SQL through it.</param>
public sealed record MeasuredHost(int ProcessId, int MqttPort, ReadOnlySql Query);
