namespace Maintenance.Store.EmbeddedLog;

/// <summary>A topic and its partitions.</summary>
internal sealed record LogTopic(string Name, LogPartition[] Partitions);
