using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Maintenance.Tests.Mosquitto;

/// <summary>
/// Debian's <c>mosquitto</c> on a port of the loopback of its own, with its files in a folder of its own; never the machine's service. It
/// can be killed and started again on the same port. It ends with this process (<see cref="TetheredServer"/>).
/// Threading: one user.
/// </summary>
internal sealed class MosquittoServer : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private readonly string _folder;
    private readonly string[] _settings;
    private TetheredServer? _server;

    private MosquittoServer(string folder, string[] settings) => (_folder, _settings) =
        (Directory.CreateDirectory(folder).FullName, settings);

    public int Port { get; private set; }

    /// <summary>What the broker wrote last.</summary>
    public string Output => _server?.Output ?? "";

    /// <summary>Starts a broker and completes when it listens.</summary>
    /// <param name="folder">For its configuration; made where absent.</param>
    /// <param name="settings">Lines put behind the listener's, such as <c>allow_anonymous false</c>; none: everybody may do
    /// everything.</param>
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
    public Task KillAsync() => _server?.KillAsync() ?? Task.CompletedTask;

    /// <summary>SIGSTOP: connections stand, and nothing answers.</summary>
    public Task PauseAsync() => _server!.SignalAsync("STOP");

    /// <summary>SIGCONT.</summary>
    public Task ResumeAsync() => _server!.SignalAsync("CONT");

    /// <summary>Starts it again, on the same port, after <see cref="KillAsync"/>.</summary>
    public async Task RestartAsync()
    {
        await DisposeAsync();
        await LaunchAsync();
    }

    public ValueTask DisposeAsync()
    {
        _server?.Dispose();
        _server = null;
        return ValueTask.CompletedTask;
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
            string.Create(CultureInfo.InvariantCulture, $"listener {Port} 127.0.0.1"), .. _settings, $"user {Environment.UserName}",
            "persistence false",
            "max_queued_messages 1000000", "set_tcp_nodelay true", "log_dest stderr", "log_type error", "log_type warning",
            "log_type notice",
        ]);
        _server = await TetheredServer.StartAsync("mosquitto", ["-c", configuration]);
        await WaitUntilListeningAsync();
    }

    private async Task WaitUntilListeningAsync()
    {
        var started = Stopwatch.GetTimestamp();
        while (!await ListensAsync())
        {
            if (_server!.HasExited)
            {
                await _server.WaitForExitAsync(); // for the last lines of its output
                throw new InvalidOperationException($"mosquitto ended with {_server.ExitCode} instead of listening on port {Port} "
                    + $"(Debian's package is mosquitto): {Output}");
            }
            if (Stopwatch.GetElapsedTime(started) > StartLimit) throw new InvalidOperationException("mosquitto does not listen on "
                + $"port {Port} after {StartLimit.TotalSeconds} s: {Output}");
            await Task.Delay(20);
        }
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
}
