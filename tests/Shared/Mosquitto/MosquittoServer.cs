using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Maintenance.Tests.Mosquitto;

/// <summary>
/// Debian's <c>mosquitto</c> on a port of the loopback of its own, with its files in a folder of its own; never the machine's service. It can be
/// killed and started again on the same port. A shell stands between, which ends the broker when this process ends, however it ends.
/// Threading: one user.
/// </summary>
internal sealed class MosquittoServer : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private readonly string _folder;
    private readonly string[] _settings;
    private readonly StringBuilder _output = new();
    private Process? _shell;
    private int _server;

    private MosquittoServer(string folder, string[] settings) => (_folder, _settings) = (Directory.CreateDirectory(folder).FullName, settings);

    public int Port { get; private set; }

    /// <summary>What the broker wrote last.</summary>
    public string Output
    {
        get
        {
            lock (_output) return _output.ToString();
        }
    }

    /// <summary>Starts a broker and completes when it listens.</summary>
    /// <param name="folder">For its configuration; made where absent.</param>
    /// <param name="settings">Lines put behind the listener's, such as <c>allow_anonymous false</c>; none: everybody may do everything.</param>
    /// <exception cref="InvalidOperationException">It is not installed, or ended; with what it wrote.</exception>
    public static async Task<MosquittoServer> StartAsync(string folder, params string[] settings)
    {
        var server = new MosquittoServer(folder, settings.Length > 0 ? settings : ["allow_anonymous true"]);
        try
        {
            await server.StartOnFreePortAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>SIGKILL: what it held is lost.</summary>
    public async Task KillAsync()
    {
        if (_shell is not { HasExited: false } shell) return;
        using (var server = Process.GetProcessById(_server)) server.Kill();
        await shell.WaitForExitAsync();
    }

    /// <summary>SIGSTOP: connections stand, and nothing answers.</summary>
    public Task PauseAsync() => SignalAsync("STOP");

    /// <summary>SIGCONT.</summary>
    public Task ResumeAsync() => SignalAsync("CONT");

    /// <summary>Starts it again, on the same port, after <see cref="KillAsync"/>.</summary>
    public async Task RestartAsync()
    {
        await DisposeAsync();
        await LaunchAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_shell is null) return;
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync();
        _shell.Dispose();
        _shell = null;
    }

    private async Task StartOnFreePortAsync()
    {
        for (var attempt = 1; ; attempt++)
        {
            Port = LoopbackPorts.Take();
            try
            {
                await LaunchAsync();
                return;
            }
            catch (InvalidOperationException) when (attempt < 5 && Output.Contains("Address already in use", StringComparison.Ordinal))
            {
                await DisposeAsync(); // taken between choosing and listening
            }
        }
    }

    private async Task LaunchAsync()
    {
        var configuration = Path.Combine(_folder, "mosquitto.conf");
        await File.WriteAllLinesAsync(configuration,
        [
            string.Create(CultureInfo.InvariantCulture, $"listener {Port} 127.0.0.1"), .. _settings, $"user {Environment.UserName}", "persistence false",
            "max_queued_messages 1000000", "set_tcp_nodelay true", "log_dest stderr", "log_type error", "log_type warning", "log_type notice",
        ]);
        var start = new ProcessStartInfo("bash") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        // The pipe to standard input ends with this process; then the broker is killed. Debian puts it where an ordinary user's PATH does not look.
        const string script = "PATH=$PATH:/usr/sbin:/usr/local/sbin; \"$@\" </dev/null & server=$!; echo \"server $server\"; { read -r _; kill -9 $server; } <&0 >/dev/null 2>&1 & wait $server";
        foreach (var argument in (string[])["-c", script, "bash", "mosquitto", "-c", configuration]) start.ArgumentList.Add(argument);
        var started = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        _shell = new Process { StartInfo = start };
        _shell.OutputDataReceived += (_, line) =>
        {
            if (line.Data is ['s', 'e', 'r', 'v', 'e', 'r', ' ', .. var id]) started.TrySetResult(int.Parse(id, CultureInfo.InvariantCulture));
        };
        _shell.ErrorDataReceived += (_, line) => Note(line.Data);
        _shell.Start();
        _shell.BeginOutputReadLine();
        _shell.BeginErrorReadLine();
        _server = await started.Task.WaitAsync(StartLimit);
        await WaitUntilListeningAsync();
    }

    private async Task WaitUntilListeningAsync()
    {
        var started = Stopwatch.GetTimestamp();
        while (!await ListensAsync())
        {
            if (_shell!.HasExited)
            {
                await _shell.WaitForExitAsync(); // for the last lines of its output
                throw new InvalidOperationException($"mosquitto ended with {_shell.ExitCode} instead of listening on port {Port} (Debian's package is mosquitto): {Output}");
            }
            if (Stopwatch.GetElapsedTime(started) > StartLimit) throw new InvalidOperationException($"mosquitto does not listen on port {Port} after {StartLimit.TotalSeconds} s: {Output}");
            await Task.Delay(20);
        }
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _server.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        if (kill.ExitCode != 0) throw new InvalidOperationException($"mosquitto, process {_server}, took no signal {signal}: {Output}");
    }

    private async Task<bool> ListensAsync()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, Port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private void Note(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
            if (_output.Length > 40_000) _output.Remove(0, 20_000);
        }
    }
}
