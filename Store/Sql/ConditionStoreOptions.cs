using Maintenance.Store.Sql.MySql;

namespace Maintenance.Store.Sql;

/// <summary>Options of the condition store.</summary>
/// <remarks>
/// <code>
/// "Store": { "Engine": "DuckDb", "DataDirectory": "data", "MemoryLimitMiB": 1024, "Threads": 0 }
/// "Store": { "Engine": "MySqlWire", "MySqlWire": { "Hosts": [ "store-1:3306", "store-2:3306" ], "User": "maintenance", "Password": "…" } }
/// </code>
/// </remarks>
public sealed class ConditionStoreOptions
{
    /// <summary>Configuration section.</summary>
    public const string SectionName = "Store";

    /// <summary>Engine; default <see cref="ConditionStoreEngine.DuckDb"/>.</summary>
    public ConditionStoreEngine Engine { get; init; } = ConditionStoreEngine.DuckDb;

    /// <summary>Folder of the database file; created if missing. Default <c>data</c>. Unused if <see cref="Path"/> is set.</summary>
    public string DataDirectory { get; init; } = "data";

    /// <summary>Database file; default <c>maintenance.duckdb</c> in <see cref="DataDirectory"/>.</summary>
    public string? Path { get; init; }

    /// <summary>
    /// Memory the engine may use for its buffers and queries, MiB, 64 or more; default 1024. Queries that need more spill to disk.
    /// </summary>
    public int MemoryLimitMiB { get; init; } = 1024;

    /// <summary>
    /// Worker threads shared by queries, 0–256; 0, the default, is half the cores, at least one. Queries and commits also have their
    /// own threads; more workers than free cores make short statements cost up to half more, as their caller spins while waiting
    /// for them.
    /// </summary>
    public int Threads { get; init; }

    /// <summary>Disk that spilled queries may use, MiB, 0 or more; default 4096.</summary>
    public int TemporaryFilesLimitMiB { get; init; } = 4096;

    /// <summary>
    /// Size of the write-ahead log at which it is checkpointed into the file, MiB, 1–65536; default 64. Big transactions bypass the log,
    /// so this mostly limits the small tables; a greater value means rarer but longer pauses of the writer and a longer start after a
    /// crash.
    /// </summary>
    public int CheckpointThresholdMiB { get; init; } = 64;

    /// <summary>
    /// Rows at which the writer stops joining waiting commits into one transaction, 1 or more; default 491,520 (four row groups).
    /// </summary>
    public int MaxRowsPerTransaction { get; init; } = 491_520;

    /// <summary>Commits that may queue for the writer, 1–65536; default 64. Further callers block (back-pressure).</summary>
    public int QueueCapacity { get; init; } = 64;

    /// <summary>Concurrent queries of the product, 1–256; default 4. Further ones wait.</summary>
    public int ReadConnections { get; init; } = 4;

    /// <summary>Concurrent user queries, 1–64; default 2. Further ones wait, within their time limit.</summary>
    public int ReadOnlyConnections { get; init; } = 2;

    /// <summary>Server of the engine <see cref="ConditionStoreEngine.MySqlWire"/>; unused by others.</summary>
    public MySqlWireOptions MySqlWire { get; init; } = new();

    /// <summary>The database file.</summary>
    internal string EffectivePath => System.IO.Path.GetFullPath(Path ?? System.IO.Path.Combine(DataDirectory, "maintenance.duckdb"));

    /// <summary>Threads, after resolving 0.</summary>
    internal int EffectiveThreads => Threads == 0 ? Math.Max(1, Environment.ProcessorCount / 2) : Threads;
}
