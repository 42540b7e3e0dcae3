using System.Diagnostics;

namespace Maintenance.EndToEnd.Tests.Publishing;

/// <summary>
/// Somebody who owns nothing: uid 65534 where the tests run as root, else the tests' own user. It has no home and an environment of two
/// variables; what is protected from it gets its rights back at the end, so that it can be deleted.
/// </summary>
internal sealed class UnprivilegedUser : IDisposable
{
    private const string Nobody = "65534";
    private static readonly bool IsRoot = Environment.IsPrivilegedProcess;
    private readonly string _folder;

    /// <param name="folder">Where it may come to: everything of the test lies below.</param>
    public UnprivilegedUser(string folder)
    {
        _folder = folder;
        File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.GroupRead | UnixFileMode.GroupExecute
            | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
    }

    /// <summary>Takes from everybody the right to write a folder and all in it.</summary>
    public static Task ProtectAsync(string folder) => RunAsync("chmod", "-R", "a-w,a+rX", folder);

    /// <summary>A folder that it owns.</summary>
    public async Task<string> NewFolderAsync(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
        if (IsRoot) await RunAsync("chown", $"{Nobody}:{Nobody}", folder);
        return folder;
    }

    /// <summary>How it starts a program, from the root folder.</summary>
    public ProcessStartInfo Start(string program, string[] arguments)
    {
        string[] all = IsRoot ? ["--reuid", Nobody, "--regid", Nobody, "--clear-groups", "--", program, .. arguments] : arguments;
        var start = new ProcessStartInfo(IsRoot ? "setpriv" : program, all) { WorkingDirectory = "/" };
        start.Environment.Clear();
        start.Environment["PATH"] = "/usr/bin:/bin";
        start.Environment["HOME"] = Path.Combine(_folder, "no-home");
        return start;
    }

    public void Dispose()
    {
        using var chmod = Process.Start("chmod", ["-R", "u+w", _folder]);
        chmod.WaitForExit();
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}");
    }
}
