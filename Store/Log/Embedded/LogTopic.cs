namespace Maintenance.Store.Log.Embedded;

/// <summary>A topic and its partitions.</summary>
internal sealed record LogTopic(string Name, LogPartition[] Partitions);
