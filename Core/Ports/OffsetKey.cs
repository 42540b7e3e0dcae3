namespace Maintenance.Core.Ports;

/// <summary>Identifies a reader's position in a partition.</summary>
/// <param name="Reader">Name of the reader (consumer group), for example <c>scoring</c>.</param>
/// <param name="Topic">Topic.</param>
/// <param name="Partition">Partition.</param>
public sealed record OffsetKey(string Reader, string Topic, int Partition)
{
    /// <summary>Holds the last sequence of <c>operator_action</c>: compared and moved by every commit of actions.</summary>
    public static OffsetKey OperatorActions { get; } = new("operators", "operator_action", 0);
}
