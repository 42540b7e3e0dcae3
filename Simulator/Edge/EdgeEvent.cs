namespace Maintenance.Simulator.Edge;

/// <summary>An event from a transport to the agent.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Asset">Asset index of an acknowledgement.</param>
/// <param name="Acknowledgement">The acknowledgement.</param>
internal readonly record struct EdgeEvent(EdgeEvent.EventKind Kind, int Asset, Acknowledgement? Acknowledgement)
{
    public enum EventKind
    {
        /// <summary>A connection is up; records sent on an earlier one may be lost.</summary>
        Connected,

        /// <summary>Readings were acknowledged or rejected.</summary>
        Acknowledged,
    }
}
