using System.Diagnostics;

namespace Maintenance.Contracts.Tests.Sql;

/// <summary>This assembly as a child process, ended with the test.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    public StreamReader Output => _process.StandardOutput;

    public int ExitCode => _process.ExitCode;

    /// <summary>Starts a program of <see cref="Program"/>.</summary>
    /// <param name="fileSizeLimitKiB">Writes beyond this file size fail with EFBIG, as they fail on a full disk with ENOSPC; null: no
    /// limit.</param>
    /// <param name="arguments">Program and its arguments.</param>
    public static ChildProcess Start(int? fileSizeLimitKiB, params string[] arguments) =>
        Start(fileSizeLimitKiB, environment: [], arguments);

    /// <summary>Starts a program with more variables of the environment.</summary>
    public static ChildProcess Start(Dictionary<string, string> environment, params string[] arguments) =>
        Start(fileSizeLimitKiB: null, environment, arguments);

    private static ChildProcess Start(int? fileSizeLimitKiB, Dictionary<string, string> environment, string[] arguments)
    {
        var dll = typeof(ChildProcess).Assembly.Location;
        // The runtime maps executable memory through a file of its own that would meet the limit first.
        var limit = fileSizeLimitKiB is { } kib ? $"export DOTNET_EnableWriteXorExecute=0; trap '' XFSZ; ulimit -f {kib}; " : "";
        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(limit + "exec dotnet \"$@\"");
        start.ArgumentList.Add("bash");
        start.ArgumentList.Add(dll);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return new ChildProcess(Process.Start(start)!);
    }

    /// <summary>SIGKILL, and the lines it still wrote.</summary>
    public async Task<string> KillAsync()
    {
        _process.Kill();
        var rest = await Output.ReadToEndAsync();
        await _process.WaitForExitAsync();
        return rest;
    }

    public async Task<string> RunToEndAsync(CancellationToken cancellationToken)
    {
        var output = await Output.ReadToEndAsync(cancellationToken);
        await _process.WaitForExitAsync(cancellationToken);
        return output;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }
}
