using System.Collections.Concurrent;
using System.Diagnostics;

namespace Maintenance.LocalCluster;

/// <summary>
/// One <c>maintenance run</c>, started again whenever it ends, as a container engine would with <c>restart: unless-stopped</c>.
/// Ended with this object; killed by its own process id only.
/// </summary>
internal sealed class RoleProcess : IAsyncDisposable
{
    private const int LastLines = 200;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(60);

    private readonly string[] _arguments;
    private readonly ConcurrentQueue<string> _said = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _supervision;
    private volatile Process? _process;
    private int _startsInVain;

    /// <param name="dataDirectory">Data directory of the process.</param>
    /// <param name="roles">Its roles, separated by commas.</param>
    /// <param name="settings">Words <c>Section:Key=value</c>.</param>
    public RoleProcess(string dataDirectory, string roles, IEnumerable<string> settings)
    {
        (DataDirectory, Roles) = (dataDirectory, roles);
        Directory.CreateDirectory(dataDirectory);
        _arguments = ["run", "--preset", "Distributed", "--data", dataDirectory, "--roles", roles,
            .. settings.SelectMany(s => new[] { "--set", s })];
        _supervision = SuperviseAsync();
    }

    public string DataDirectory { get; }

    public string Roles { get; }

    /// <summary>How often it was started.</summary>
    public int Starts { get; private set; }

    /// <summary>Its last words.</summary>
    public string Said => string.Join('\n', _said);

    private static string Program => Path.Combine(AppContext.BaseDirectory, "maintenance");

    /// <summary>Completes when the present process has announced itself.</summary>
    public async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        var announcement = Path.Combine(DataDirectory, "host.json");
        while (!File.Exists(announcement) || new FileInfo(announcement).Length == 0)
        {
            if (_startsInVain > 3) throw new InvalidOperationException($"{Roles} does not start:\n{Said}");
            await Task.Delay(50, cancellationToken);
        }
        _startsInVain = 0;
    }

    /// <summary>SIGKILL; the supervision starts it again.</summary>
    public void Kill()
    {
        File.Delete(Path.Combine(DataDirectory, "host.json"));
        _process?.Kill();
    }

    /// <summary>Asks it to stop, and keeps it stopped.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _supervision;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private async Task SuperviseAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            using var process = Start();
            _process = process;
            try
            {
                await process.WaitForExitAsync(_stop.Token);
                await Task.Delay(Pause, _stop.Token);
            }
            catch (OperationCanceledException)
            {
                await EndAsync(process);
            }
            _process = null;
        }
    }

    private Process Start()
    {
        Starts++;
        _startsInVain++; // by the supervision alone, until it is ready
        var start = new ProcessStartInfo(Program, _arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["MAINTENANCE_ADMIN_PASSWORD"] = Cluster.AdminPassword;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static async Task EndAsync(Process process)
    {
        if (process.HasExited) return;
        using (var term = Process.Start("kill", ["-TERM", process.Id.ToString()])) await term.WaitForExitAsync();
        using var limit = new CancellationTokenSource(StopLimit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
        }
    }

    private void Note(string? line)
    {
        if (line is null) return;
        _said.Enqueue(line);
        while (_said.Count > LastLines) _said.TryDequeue(out _);
    }
}
