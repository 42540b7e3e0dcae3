namespace Maintenance.Host.Tests.Observability;

/// <summary>Tests whose listeners hear everything in the process: one at a time.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessWide
{
    public const string Name = "Listens to the whole process";
}
