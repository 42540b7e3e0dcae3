namespace Maintenance.Ingest.Tests;

/// <summary>A folder of one test's own, removed at the end.</summary>
internal sealed class TempFolder : IDisposable
{
    public TempFolder() => Path = Directory.CreateTempSubdirectory("maintenance-ingest-").FullName;

    public string Path { get; }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
