using System.Diagnostics;

namespace Maintenance.Tests;

/// <summary>The checkout the tests run in.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    /// <summary>Files git tracks or would track, relative to the root.</summary>
    public static IReadOnlyList<string> SourceFiles(string pattern)
    {
        var start = new ProcessStartInfo("git",
            ["ls-files", "--cached", "--others", "--exclude-standard", pattern])
        { RedirectStandardOutput = true, WorkingDirectory = Root };
        using var git = Process.Start(start)!;
        var files = git.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        files.ShouldNotBeEmpty($"git found no {pattern}");
        return [.. files.Where(f => File.Exists(Path.Combine(Root, f)))];
    }

    private static string FindRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "Maintenance.sln"))) return at.FullName;
        throw new InvalidOperationException("Maintenance.sln is in no parent of the test's folder.");
    }
}
