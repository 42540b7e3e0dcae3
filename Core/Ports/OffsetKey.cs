namespace Maintenance.Core.Ports;

/// <summary>Identifies a reader's position in a partition.</summary>
/// <param name="Reader">Name of the reader (consumer group), for example <c>scoring</c>.</param>
/// <param name="Topic">Topic.</param>
/// <param name="Partition">Partition.</param>
public sealed record OffsetKey(string Reader, string Topic, int Partition)
{
    /// <summary>Holds the last sequence of <c>operator_action</c>: compared and moved by every commit of actions.</summary>
    public static OffsetKey OperatorActions { get; } = new("operators", "operator_action", 0);

    /// <summary>
    /// Holds the time, Unix µs, before which retention may have deleted events of alarms that are over; absent when it has deleted none.
    /// </summary>
    public static OffsetKey AlarmsAged { get; } = new("retention", "alarm_event", 0);

    /// <summary>Holds until when the alarms of a telemetry partition are judged, Unix µs: the heartbeat of the alarm engine.</summary>
    public static OffsetKey AlarmHeartbeat(int partition) => new("alarm_engine", Log.Topics.Telemetry, partition);
}
