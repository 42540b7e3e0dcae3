namespace Maintenance.LocalCluster;

/// <summary>What goes wrong in a round.</summary>
[Flags]
internal enum Fault
{
    /// <summary>kill -9 of a scoring process; its supervisor starts it again.</summary>
    Worker = 1,

    /// <summary>kill -9 of a store node; it is started again some seconds later and catches up.</summary>
    StoreNode = 2,

    /// <summary>A broker of Kafka goes away and comes back.</summary>
    Broker = 4,

    /// <summary>All at once.</summary>
    All = Worker | StoreNode | Broker,
}
