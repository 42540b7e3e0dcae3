using System.ComponentModel;
using System.Diagnostics;

namespace Maintenance.Training.Bench;

/// <summary>
/// A host started for a measurement, as a process of its own with a data directory of its own, so that builds can be compared; both end
/// with it.
/// </summary>
/// <typeparam name="T">What is known of a running host.</typeparam>
internal sealed class BenchHost<T> : IAsyncDisposable
    where T : class
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);
    private readonly Process _process;
    private readonly string _folder;

    private BenchHost(Process process, string folder)
    {
        _process = process;
        _folder = folder;
    }

    /// <summary>The host, which answers.</summary>
    public T Running { get; private set; } = null!;

    public int ProcessId => _process.Id;

    /// <param name="program">Path of the host's program.</param>
    /// <param name="parentFolder">Where the data directory is made.</param>
    /// <param name="settings">Options of the host, as Section:Key=value.</param>
    /// <param name="find">Finds the host that owns a data directory and answers; null when there is none yet.</param>
    /// <param name="clock">Clock.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="BenchException">It does not start, or does not answer.</exception>
    public static async Task<BenchHost<T>> StartAsync(
        string program, string parentFolder, IEnumerable<string> settings, Func<string, CancellationToken, Task<T?>> find,
        TimeProvider clock, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory(Path.Combine(parentFolder, $"bench-{Guid.NewGuid():N}")).FullName;
        var host = new BenchHost<T>(Start(program, folder, settings), folder);
        try
        {
            host.Running = await host.FindAsync(find, clock, cancellationToken);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static Process Start(string program, string folder, IEnumerable<string> settings)
    {
        string[] all = ["Host:Urls=http://127.0.0.1:0", "Mqtt:Port=0", "Logging:LogLevel:Default=Warning", .. settings];
        try
        {
            var host = Process.Start(new ProcessStartInfo(program,
                ["run", "--data", folder, "--roles", "Broker,Simulator,Ingest,Scoring,Dashboard",
                .. all.SelectMany(s => new[] { "--set", s })])
            {
                RedirectStandardOutput = true,
            })!;
            host.OutputDataReceived += (_, _) => { };
            host.BeginOutputReadLine();
            return host;
        }
        catch (Win32Exception error)
        {
            Directory.Delete(folder, recursive: true);
            throw new BenchException($"--program {program} does not start: {error.Message}");
        }
    }

    private async Task<T> FindAsync(Func<string, CancellationToken, Task<T?>> find, TimeProvider clock, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        while (clock.GetElapsedTime(started) < StartLimit)
        {
            if (_process.HasExited) throw new BenchException($"The host exited with code {_process.ExitCode}; see its output above.");
            if (await find(_folder, cancellationToken) is { } running) return running;
            await Task.Delay(PollInterval, cancellationToken);
        }
        throw new BenchException($"The host did not answer within {StartLimit.TotalSeconds:0} s.");
    }
}
