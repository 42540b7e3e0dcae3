namespace Maintenance.Simulator.Edge;

/// <summary>What a transport tells the agent.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Asset">Asset index of an acknowledgement.</param>
/// <param name="Acknowledgement">The acknowledgement.</param>
internal readonly record struct EdgeEvent(EdgeEvent.EventKind Kind, int Asset, Acknowledgement? Acknowledgement)
{
    public enum EventKind
    {
        /// <summary>The connection stands; what was sent on an earlier one may be lost.</summary>
        Connected,

        /// <summary>Readings are settled.</summary>
        Acknowledged,
    }
}
