using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Maintenance.Tests;

/// <summary>
/// A server's process that ends when this process ends, however it ends: a shell stands between and kills the server when the pipe to its
/// standard input closes. Threading: one user; <see cref="Output"/> from any thread.
/// </summary>
internal sealed class TetheredServer : IDisposable
{
    private const int MaxOutput = 40_000;

    // The pipe to standard input ends with this process. Debian puts servers where an ordinary user's PATH does not look.
    private const string Script =
        "PATH=$PATH:/usr/sbin:/usr/local/sbin; \"$@\" </dev/null & server=$!; echo \"server $server\"; { read -r _; kill -9 $server; } "
            + "<&0 >/dev/null 2>&1 & wait $server";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<int> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process _shell;
    private int _server;

    private TetheredServer(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("bash", ["-c", Script, "bash", program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true, RedirectStandardError = true
        };
        _shell = new Process { StartInfo = start };
        _shell.OutputDataReceived += (_, line) =>
        {
            if (line.Data is ['s', 'e', 'r', 'v', 'e', 'r', ' ', .. var id])
                _started.TrySetResult(int.Parse(id, CultureInfo.InvariantCulture));
        };
        _shell.ErrorDataReceived += (_, line) => Note(line.Data);
    }

    public bool HasExited => _shell.HasExited;

    /// <summary>Of a server that has ended.</summary>
    public int ExitCode => _shell.ExitCode;

    /// <summary>What the server wrote last to its standard error.</summary>
    public string Output
    {
        get
        {
            lock (_output) return _output.ToString();
        }
    }

    /// <summary>Starts a program; it may not listen yet.</summary>
    public static async Task<TetheredServer> StartAsync(string program, IEnumerable<string> arguments)
    {
        if (TestKind.IsFastRun)
            throw new InvalidOperationException($"A fast run starts no server, and this test started {program}: give its class "
                + "[Trait(TestKind.Name, TestKind.Server)].");
        var server = new TetheredServer(program, arguments);
        server._shell.Start();
        server._shell.BeginOutputReadLine();
        server._shell.BeginErrorReadLine();
        server._server = await server._started.Task.WaitAsync(StartLimit);
        return server;
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        if (_shell.HasExited) return;
        using (var server = Process.GetProcessById(_server)) server.Kill();
        await _shell.WaitForExitAsync();
    }

    /// <summary>Sends a signal by its name.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _server.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        if (kill.ExitCode != 0) throw new InvalidOperationException($"Process {_server} took no signal {signal}: {Output}");
    }

    /// <summary>Completes when the server has ended and all it wrote is in <see cref="Output"/>.</summary>
    public Task WaitForExitAsync() => _shell.WaitForExitAsync();

    /// <summary>Kills the server.</summary>
    public void Dispose()
    {
        _shell.StandardInput.Close();
        _shell.WaitForExit(TimeSpan.FromSeconds(20));
        _shell.Dispose();
    }

    private void Note(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
            if (_output.Length > MaxOutput) _output.Remove(0, MaxOutput / 2);
        }
    }
}
