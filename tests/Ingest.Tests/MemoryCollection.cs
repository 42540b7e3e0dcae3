namespace Maintenance.Ingest.Tests;

/// <summary>Tests that measure what the whole process allocates or holds: they run alone, after all others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MemoryCollection
{
    public const string Name = "Measures the memory of the process";
}
