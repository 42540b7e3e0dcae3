using Maintenance.Api.Alarms;

namespace Maintenance.Api.Rest;

/// <summary>Whether the alarm engine is alive.</summary>
/// <param name="Complete">False while alarms may be missing.</param>
/// <param name="Complaint">What is wrong and what to do; null while nothing is.</param>
/// <param name="Partitions">Partitions of the telemetry log; empty where nothing is known of them.</param>
internal sealed record AlarmEngineContract(bool Complete, string? Complaint, IReadOnlyList<AlarmEnginePartitionContract> Partitions)
{
    public static AlarmEngineContract Of(AlarmEngineStatus status) => new(status.Complaint is null, status.Complaint,
        [.. status.Partitions.Select(p => new AlarmEnginePartitionContract(p.Number, AlarmContract.Time(p.JudgedUnixMicros), p.IsSilent))]);
}

/// <summary>A partition of the telemetry log as the alarm engine judges it.</summary>
/// <param name="Partition">0, 1, …</param>
/// <param name="JudgedUntil">What was received until then is judged, silence too; null: nothing was yet.</param>
/// <param name="Silent">True when that is longer ago than <c>Alarms:SilentAfter</c>.</param>
internal sealed record AlarmEnginePartitionContract(int Partition, DateTime? JudgedUntil, bool Silent);
