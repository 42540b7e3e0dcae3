using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Maintenance.Tests.Kafka;

namespace Maintenance.LocalCluster;

/// <summary>Load and seeded faults, round after round; then the store is held against an undisturbed scoring of the same log.</summary>
internal sealed class FaultRounds(Cluster cluster, Load load, int seed, TextWriter progress)
{
    private const string Stored = "select sum(stored) from completeness";
    private const string Offsets = "select next_offset from log_offset where topic = 'telemetry.v1' order by log_partition";
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan CatchUpLimit = TimeSpan.FromMinutes(3);
    private static readonly Fault[] Turns = [Fault.Worker, Fault.StoreNode, Fault.Broker, Fault.All];

    private readonly Random _random = new(seed);

    public async Task<Outcome> RunAsync(int rounds, CancellationToken cancellationToken)
    {
        var (url, token) = await cluster.AddressAsync(cancellationToken);
        using var front = new FrontClient(url, token);
        var results = new List<Round>();
        for (var i = 0; i < rounds; i++)
        {
            var round = await RunAsync(front, Turns[i % Turns.Length], cancellationToken);
            results.Add(round);
            await progress.WriteLineAsync(round.ToString());
        }
        foreach (var worker in cluster.Workers) await worker.StopAsync();
        var verified = await RunVerbAsync(["verify", "--data", cluster.FolderOf("verify"), "--json",
            .. cluster.Engines.SelectMany(e => new[] { "--set", e })], cancellationToken);
        return new Outcome(seed, results, verified);
    }

    private async Task<Round> RunAsync(FrontClient front, Fault faults, CancellationToken cancellationToken)
    {
        var before = await front.NumberAsync(Stored, cancellationToken)
            ?? throw new InvalidOperationException("The store does not answer before the round.");
        var began = TimeProvider.System.GetUtcNow();
        var sending = RunVerbAsync(
            [
                "simulate", "--data", cluster.Front.DataDirectory, "--mqtt", $"127.0.0.1:{cluster.MqttPort}", "--assets", $"{Load.Assets}",
                "--readings-per-second", $"{load.ReadingsPerSecond}", "--seconds", $"{load.Seconds}", "--seed", $"{seed}", "--json",
            ], cancellationToken);
        var trouble = CauseAsync(faults, cancellationToken);
        var (longest, caughtUp, stored) = await WatchAsync(front, before, sending, cancellationToken);
        var sent = (await sending).GetProperty("readings").GetInt64();
        await trouble;
        var since = began.UtcDateTime.AddSeconds(-5).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        var duplicates = await front.NumberAsync(
            $"select count(*) from (select asset, event_time from reading where event_time >= timestamp '{since}' group by asset, "
                + "event_time having count(*) > 1) d", cancellationToken);
        var missing = await front.NumberAsync("select sum(missing) from completeness", cancellationToken);
        if (stored < sent) foreach (var role in cluster.Workers.Append(cluster.Front)) await progress.WriteLineAsync($"── {role.Roles}, "
            + $"started {role.Starts} times, said last:\n{role.Said}");
        return new Round(faults, sent, stored, missing ?? -1, duplicates ?? -1, longest, caughtUp);
    }

    private async Task CauseAsync(Fault faults, CancellationToken cancellationToken)
    {
        // Within the first half, so that its cure lies within the load too.
        await Task.Delay(TimeSpan.FromSeconds(2 + _random.NextDouble() * load.Seconds / 3), cancellationToken);
        var (worker, node, broker) = (_random.Next(cluster.Workers.Count), _random.Next(cluster.Store.Nodes.Count), 1
            + _random.Next(MockCluster.Brokers));
        var outage = TimeSpan.FromSeconds(2 + _random.NextDouble() * 3);
        if (faults.HasFlag(Fault.Worker)) cluster.Workers[worker].Kill();
        if (faults.HasFlag(Fault.Broker)) cluster.Kafka.TakeDown(broker);
        if (faults.HasFlag(Fault.StoreNode)) await cluster.Store.Nodes[node].KillAsync();
        await Task.Delay(outage, cancellationToken);
        if (faults.HasFlag(Fault.Broker)) cluster.Kafka.BringUp(broker);
        if (faults.HasFlag(Fault.StoreNode)) await cluster.Store.RestoreAsync(cancellationToken);
        if (faults.HasFlag(Fault.Worker)) await cluster.Workers[worker].WaitUntilReadyAsync(cancellationToken);
    }

    // Until all that was sent is stored. A partition is interrupted while its offset stands still; counted from its first step on, since
    // the sender needs its time to start, and until the load ends.
    private static async Task<(double Longest, double CaughtUp, long Stored)> WatchAsync(FrontClient front, long before,
        Task<JsonElement> sending, CancellationToken cancellationToken)
    {
        var (offsets, steps, longest) = (new long[Cluster.TelemetryPartitions], new long?[Cluster.TelemetryPartitions], 0.0);
        var afterwards = new Stopwatch();
        while (true)
        {
            var now = await front.ColumnAsync(Offsets, cancellationToken);
            for (var p = 0; p < offsets.Length && now?.Count == offsets.Length; p++)
            {
                if (now[p] == offsets[p]) continue;
                if (steps[p] is { } then) longest = Math.Max(longest, Stopwatch.GetElapsedTime(then).TotalSeconds);
                if (offsets[p] > 0) steps[p] = Stopwatch.GetTimestamp();
                offsets[p] = now[p];
            }
            if (sending.IsCompleted)
            {
                afterwards.Start();
                var (sent, stored) = ((await sending).GetProperty("readings").GetInt64(),
                    (await front.NumberAsync(Stored, cancellationToken) ?? before) - before);
                if (stored >= sent || afterwards.Elapsed > CatchUpLimit) return (longest, afterwards.Elapsed.TotalSeconds, stored);
            }
            await Task.Delay(Poll, cancellationToken);
        }
    }

    private static async Task<JsonElement> RunVerbAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "maintenance"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true
        };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(cancellationToken),
            process.StandardError.ReadToEndAsync(cancellationToken));
        await process.WaitForExitAsync(cancellationToken);
        var last = (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault();
        if (last is null) throw new InvalidOperationException($"maintenance {string.Join(' ', start.ArgumentList)} ended "
            + $"with {process.ExitCode}: {await error}");
        using var json = JsonDocument.Parse(last);
        return json.RootElement.Clone();
    }
}
