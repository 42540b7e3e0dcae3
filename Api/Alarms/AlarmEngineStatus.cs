using Maintenance.Core.Time;

namespace Maintenance.Api.Alarms;

/// <summary>Until when alarms are judged. Times are Unix µs, UTC.</summary>
/// <param name="AtUnixMicros">When this was so.</param>
/// <param name="Partitions">Partitions of the telemetry log; empty where nothing is known of them.</param>
public sealed record AlarmEngineStatus(long AtUnixMicros, IReadOnlyList<AlarmEnginePartition> Partitions)
{
    /// <summary>What is wrong and what to do; null while every partition is judged.</summary>
    public string? Complaint
    {
        get
        {
            AlarmEnginePartition[] silent = [.. Partitions.Where(p => p.IsSilent)];
            if (silent.Length == 0) return null;
            var since = silent.Min(p => p.JudgedUnixMicros);
            var which = silent.Length == Partitions.Count ? "The alarm engine" : $"The alarm engine, for {silent.Length} of "
                + $"{Partitions.Count} parts of the fleet,";
            return since == UnixMicros.None
                ? $"{which} has judged nothing yet: alarms may be missing. Check the part scoring of /health."
                : $"{which} has judged nothing received after {UnixMicros.ToUtc(since):yyyy-MM-dd HH:mm:ss} UTC: alarms may be missing. "
                    + "Check the part scoring of /health.";
        }
    }
}

/// <summary>A partition of the telemetry log as the alarm engine judges it.</summary>
/// <param name="Number">0, 1, …</param>
/// <param name="JudgedUnixMicros">What was received until then is judged; <see cref="UnixMicros.None"/>: nothing was yet.</param>
/// <param name="IsSilent">True when that is longer ago than <see cref="AlarmOptions.SilentAfter"/>.</param>
public sealed record AlarmEnginePartition(int Number, long JudgedUnixMicros, bool IsSilent);
