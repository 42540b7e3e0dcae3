using System.Diagnostics;
using System.Net.Sockets;

namespace Maintenance.Training.Bench.Feed;

/// <summary>
/// Connects browsers' share of the live feed, without browsers, to a host started for the purpose with a simulated fleet, and measures how
/// old a change is when it arrives, at what cost of the server's processor and memory. Some clients read slower than the server sends:
/// they must delay nobody.
/// </summary>
/// <param name="program">Path of the host's program.</param>
/// <param name="size">Size of the load.</param>
/// <param name="settings">Options of the host, as Section:Key=value.</param>
/// <param name="find">Finds the host that owns a data directory and answers; null when there is none yet.</param>
/// <param name="clock">Clock.</param>
public sealed class FeedBench(
    string program, FeedSize size, string[] settings, Func<string, CancellationToken, Task<FeedHost?>> find, TimeProvider clock)
{
    private static readonly TimeSpan SlowPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(10);
    private const int ConnectingAtOnce = 64;
    private const int SlowReceiveBuffer = 8 * 1024;

    /// <exception cref="BenchException">The host does not start, or a client did not stay connected.</exception>
    public async Task<FeedFigures> RunAsync(string parentFolder, CancellationToken cancellationToken)
    {
        await using var host = await BenchHost<FeedHost>.StartAsync(
            program, parentFolder, [$"Simulator:Assets={size.Drills}", .. settings], find, clock, cancellationToken);
        await Task.Delay(Settled, clock, cancellationToken);
        var idle = await CoresAsync(host.ProcessId, Settled, cancellationToken);
        return await MeasureAsync(host.Running, idle, cancellationToken);
    }

    private async Task<FeedFigures> MeasureAsync(FeedHost host, double idleCores, CancellationToken cancellationToken)
    {
        var tally = new FeedTally(clock);
        using var server = Process.GetProcessById(host.ProcessId);
        var before = ResidentMiB(server);
        FeedClient[] clients =
            [.. Enumerable.Range(0, size.Clients).Select(i => new FeedClient(tally, IsSlow(i) ? SlowPause : TimeSpan.Zero))];
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            var connecting = clock.GetTimestamp();
            await ConnectAsync(clients, host, cancellationToken);
            var running = clients.Select(c => c.RunAsync(ending.Token)).Append(PingAsync(clients, ending.Token)).ToArray();
            var connectSeconds = clock.GetElapsedTime(connecting).TotalSeconds;
            await UnlessEndedAsync(running, Task.Delay(Settled, clock, cancellationToken));

            tally.Clear();
            var (memory, started) = (new MemoryWatch(clock, () => ResidentMiB(server)), clock.GetTimestamp());
            var watching = memory.RunAsync(ending.Token);
            var cores = CoresAsync(host.ProcessId, size.Length, cancellationToken);
            await UnlessEndedAsync(running, cores);
            var seconds = clock.GetElapsedTime(started).TotalSeconds;
            var figures = Figures(tally, seconds, await cores - idleCores) with
            {
                ConnectSeconds = connectSeconds,
                MemoryBeforeMiB = before,
                MemoryPeakMiB = memory.PeakMiB,
                MemoryGrowthMiBPerMinute = memory.GrowthMiBPerMinute,
            };
            await ending.CancelAsync();
            await watching;
            await Task.WhenAll(running).ContinueWith(static _ => { }, TaskScheduler.Default);
            return figures;
        }
        finally
        {
            foreach (var client in clients) client.Dispose();
        }
    }

    private FeedFigures Figures(FeedTally tally, double seconds, double cores) => new()
    {
        Clients = size.Clients,
        Slow = size.Slow,
        Drills = size.Drills,
        Seconds = seconds,
        MessagesPerSecond = tally.Messages / seconds,
        UpdatesPerSecond = tally.Updates / seconds,
        MiBPerSecond = tally.Bytes / 1048576.0 / seconds,
        UpdateP50Ms = tally.Percentile(50),
        UpdateP99Ms = tally.Percentile(99),
        UpdateMaxMs = tally.Percentile(100),
        ConnectSeconds = 0,
        ServerCores = cores,
        MessagesPerCore = tally.Messages / seconds / cores,
        MemoryBeforeMiB = 0,
        MemoryPeakMiB = 0,
        MemoryGrowthMiBPerMinute = 0,
    };

    // Evenly among the others.
    private bool IsSlow(int i) => (long)(i + 1) * size.Slow / size.Clients > (long)i * size.Slow / size.Clients;

    private static async Task ConnectAsync(FeedClient[] clients, FeedHost host, CancellationToken cancellationToken)
    {
        var hub = new UriBuilder(new Uri(new Uri(host.Url), "/hub/fleet")) { Scheme = "ws" }.Uri;
        using var fast = new HttpMessageInvoker(new SocketsHttpHandler());
        using var slow = new HttpMessageInvoker(new SocketsHttpHandler { ConnectCallback = ConnectSlowAsync });
        await Parallel.ForEachAsync(
            clients, new ParallelOptions { MaxDegreeOfParallelism = ConnectingAtOnce, CancellationToken = cancellationToken },
            async (client, token) => await client.ConnectAsync(hub, host.Token, client.IsSlow ? slow : fast, token));
    }

    // With the system's buffers, it would be megabytes before the server noticed.
    private static async ValueTask<Stream> ConnectSlowAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveBufferSize = SlowReceiveBuffer };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task PingAsync(FeedClient[] clients, CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(PingInterval, clock, cancellationToken);
            foreach (var client in clients) await client.PingAsync(cancellationToken);
        }
    }

    private static async Task UnlessEndedAsync(Task[] running, Task measured)
    {
        var first = await Task.WhenAny(Task.WhenAny(running), measured);
        if (first != measured) await await (Task<Task>)first; // why it ended
        await measured;
    }

    private async Task<double> CoresAsync(int processId, TimeSpan length, CancellationToken cancellationToken)
    {
        var (started, before) = (clock.GetTimestamp(), ProcessTree.ProcessorTime(processId));
        await Task.Delay(length, clock, cancellationToken);
        return (ProcessTree.ProcessorTime(processId) - before) / clock.GetElapsedTime(started);
    }

    private static double ResidentMiB(Process process)
    {
        process.Refresh();
        return process.WorkingSet64 / 1048576.0;
    }
}
