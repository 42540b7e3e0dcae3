using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Maintenance.Mqtt.Native;

namespace Maintenance.Mqtt;

/// <summary>
/// Runs Eclipse Mosquitto as a child process on loopback, for the embedded demonstration and for tests.
/// <para>Failure strategy: a broker that dies is started again on the same port, with bounded backoff. It holds nothing durable:
/// what was queued in it is lost, and edges re-send what Ingest did not acknowledge. It dies with this process (also on kill -9),
/// where <c>setpriv</c> of util-linux is present.</para>
/// <para>Threading: one supervising thread starts and awaits the child, because the kernel ties the child's life to the thread that
/// started it. Public members may be called from any thread.</para>
/// </summary>
public sealed class MosquittoBroker : IAsyncDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly MosquittoBrokerOptions _options;
    private readonly string _configFile;
    private readonly string _executable;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly LastLines _log = new(capacity: 30);
    private volatile Process? _process;
    private int _starts;
    private bool _supervised;

    private MosquittoBroker(MosquittoBrokerOptions options, string executable, int port)
    {
        _options = options;
        _executable = executable;
        Port = port;
        _configFile = Path.Combine(options.Folder, "mosquitto.conf");
    }

    /// <summary>Port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Process id of the running broker, or 0 between two runs.</summary>
    public int ProcessId
    {
        get
        {
            try
            {
                return _process is { HasExited: false } p ? p.Id : 0;
            }
            catch (InvalidOperationException)
            {
                return 0; // disposed by the supervisor in this moment
            }
        }
    }

    /// <summary>How many times the broker has been started; more than 1 means it died.</summary>
    public int StartCount => Volatile.Read(ref _starts);

    /// <summary>Raised on the supervising thread when the broker died and will be started again; the text holds its last lines.</summary>
    public event Action<string>? Died;

    /// <summary>Starts a broker and completes when it listens.</summary>
    /// <exception cref="MqttException">Mosquitto is not installed, the port is taken, or it did not listen in time.</exception>
    public static async Task<MosquittoBroker> StartAsync(MosquittoBrokerOptions options, CancellationToken cancellationToken)
    {
        var executable = FindExecutable("mosquitto")
            ?? throw new MqttException("The broker 'mosquitto' was not found: install the Debian package mosquitto, or point Mqtt:Host and Mqtt:Port at a running broker.");
        Directory.CreateDirectory(options.Folder);
        var attempts = options.Port == 0 ? 5 : 1; // a free port may be taken between choosing and listening
        for (var attempt = 1; ; attempt++)
        {
            var broker = new MosquittoBroker(options, executable, options.Port == 0 ? FindFreePort() : options.Port);
            try
            {
                await broker.LaunchAsync(cancellationToken);
                return broker;
            }
            catch (MqttException) when (attempt < attempts)
            {
                await broker.DisposeAsync();
            }
            catch
            {
                await broker.DisposeAsync();
                throw;
            }
        }
    }

    /// <summary>Ends the broker by its process id: terminate, and kill after two seconds.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested) return;
        await _stop.CancelAsync();
        if (!_supervised) _ended.TrySetResult();
        var id = ProcessId;
        if (id != 0) _ = LibC.Kill(id, LibC.Terminate);
        try
        {
            await _ended.Task.WaitAsync(TimeSpan.FromSeconds(2));
        }
        catch (TimeoutException)
        {
            try
            {
                _process?.Kill();
            }
            catch (InvalidOperationException)
            {
                // It ended by itself in between.
            }
            await _ended.Task;
        }
        _stop.Dispose();
    }

    private async Task LaunchAsync(CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(_configFile, Configuration(), cancellationToken);
        if (await ListensAsync(cancellationToken))
            throw new MqttException($"Port {Port} on 127.0.0.1 is already taken by another program: choose another Mqtt:Port, or 0 for a free one.");
        _supervised = true;
        new Thread(Supervise) { IsBackground = true, Name = "mosquitto supervisor" }.Start();
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stop.Token);
        timeout.CancelAfter(_options.StartTimeout);
        try
        {
            while (!await ListensAsync(timeout.Token))
            {
                if (StartCount > 1) throw new MqttException($"Mosquitto ended at once on port {Port}. Its last words: {_log}");
                await Task.Delay(20, timeout.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new MqttException($"Mosquitto did not listen on port {Port} within {_options.StartTimeout.TotalSeconds:0} s. Its last words: {_log}");
        }
    }

    private void Supervise()
    {
        var pause = FirstPause;
        while (!_stop.IsCancellationRequested)
        {
            var started = Stopwatch.GetTimestamp();
            RunOnce();
            if (_stop.IsCancellationRequested) break;
            Died?.Invoke($"mosquitto on port {Port} ended; it is started again in {pause.TotalSeconds:0.#} s. Its last words: {_log}");
            _stop.Token.WaitHandle.WaitOne(pause);
            pause = Stopwatch.GetElapsedTime(started) > LongestPause ? FirstPause : TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks));
        }
        _ended.TrySetResult();
    }

    private void RunOnce()
    {
        var start = new ProcessStartInfo { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
        if (FindExecutable("setpriv") is { } setpriv && FindExecutable("setsid") is { } setsid)
        {
            // A session of its own: Ctrl-C is for this process, which ends the broker last.
            start.FileName = setsid;
            foreach (var argument in (string[])[setpriv, "--pdeathsig", "TERM", "--", _executable]) start.ArgumentList.Add(argument);
        }
        else
        {
            start.FileName = _executable;
        }
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(_configFile);
        Interlocked.Increment(ref _starts);
        try
        {
            using var process = Process.Start(start)!;
            process.OutputDataReceived += (_, e) => _log.Add(e.Data);
            process.ErrorDataReceived += (_, e) => _log.Add(e.Data);
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            _process = process;
            if (_stop.IsCancellationRequested) process.Kill();
            process.WaitForExit();
            _process = null;
        }
        catch (Win32Exception e)
        {
            _log.Add(e.Message);
        }
    }

    private string Configuration() => $"""
        # Generated at each start; changes are overwritten.
        listener {Port} 127.0.0.1
        allow_anonymous true
        user {Environment.UserName}
        persistence false
        max_packet_size {_options.MaxPacketBytes}
        message_size_limit 0
        max_inflight_messages {_options.MaxInflightMessages}
        max_queued_messages {_options.MaxQueuedMessages}
        max_queued_bytes {_options.MaxQueuedBytes}
        set_tcp_nodelay true
        log_dest stderr
        log_type error
        log_type warning
        log_type notice
        connection_messages false

        """;

    private async Task<bool> ListensAsync(CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, Port), cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FindFreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string? FindExecutable(string name)
    {
        var path = Environment.GetEnvironmentVariable("PATH") ?? string.Empty;
        // Debian puts the broker into /usr/sbin, which is not on an ordinary user's PATH.
        return path.Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Concat(["/usr/sbin", "/usr/local/sbin", "/usr/bin"])
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
    }
}
