namespace Maintenance.Tests;

/// <summary>Finds the recordings that stay beside the project.</summary>
internal static class SharedData
{
    /// <summary>The data folder, or null.</summary>
    public static string? Root { get; } = Find();

    public static string PathOf(string relative) =>
        Path.Combine(Root ?? throw new InvalidOperationException("Use [SharedDataFact]."), relative);

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("MAINTENANCE_DATA") is { Length: > 0 } named) return Directory.Exists(named) ? named : null;
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "Maintenance.sln")))
                return Directory.Exists(Path.Combine(at.FullName, "..", "shared", "data"))
                    ? Path.GetFullPath(Path.Combine(at.FullName, "..", "shared", "data")) : null;
        return null;
    }
}
