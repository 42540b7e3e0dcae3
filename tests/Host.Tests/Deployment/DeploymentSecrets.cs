using System.Diagnostics;

namespace Maintenance.Host.Tests.Deployment;

/// <summary>Secrets as scripts/compose-secrets.sh makes them, in a folder of the test.</summary>
public sealed class DeploymentSecrets : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("maintenance-secrets-");

    public DeploymentSecrets()
    {
        var start = new ProcessStartInfo(Repository.PathOf("scripts/compose-secrets.sh"),
            ["--folder", _folder.FullName, "--drill", Drill, "--drill", OtherDrill])
        {
            RedirectStandardOutput = true,
        };
        using var script = Process.Start(start)!;
        Passwords = script.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' '))
            .ToDictionary(l => l[0], l => l[1]);
        script.WaitForExit();
        script.ExitCode.ShouldBe(0, "compose-secrets.sh; what it said is above");
    }

    public static string Drill => "WORKSHOP-D1";

    public static string OtherDrill => "WORKSHOP-D2";

    public string Folder => _folder.FullName;

    /// <summary>Password the script printed for each drill.</summary>
    public IReadOnlyDictionary<string, string> Passwords { get; }

    /// <param name="file">Path as the compose file names it, under deploy/secrets.</param>
    public string PathOf(string file) => Path.Combine(Folder, Path.GetFileName(file));

    /// <summary>An empty folder that goes with the fixture.</summary>
    public string NewFolder() => _folder.CreateSubdirectory(Guid.NewGuid().ToString("N")).FullName;

    public void Dispose() => _folder.Delete(recursive: true);
}
