namespace Maintenance.Training.Bench.Mqtt;

/// <summary>A host under measurement.</summary>
/// <param name="ProcessId">Process id.</param>
/// <param name="MqttPort">Port of its broker.</param>
/// <param name="Query">Runs SQL through the host.</param>
public sealed record MeasuredHost(int ProcessId, int MqttPort, ReadOnlySql Query);
