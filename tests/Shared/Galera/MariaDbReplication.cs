namespace Maintenance.Tests.Galera;

/// <summary>A node's part in asynchronous replication.</summary>
internal enum MariaDbReplication
{
    /// <summary>None: it writes no binary log.</summary>
    None,

    /// <summary>A node of the cluster that is replicated from.</summary>
    Source,

    /// <summary>A read-only server of its own that replicates.</summary>
    Standby,
}
