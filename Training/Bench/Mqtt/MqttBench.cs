using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Maintenance.Core.Ports;

namespace Maintenance.Training.Bench.Mqtt;

/// <summary>
/// Publishes single JSON readings at QoS 1 with a standard client (several processes of <c>mosquitto_pub -l</c>) to a host started for the
/// purpose, and measures the time until all are acknowledged and until all are visible in SQL. The host is a process of its own, so that
/// builds can be compared.
/// </summary>
/// <param name="program">Path of the host's program.</param>
/// <param name="publishers">Number of publishing processes.</param>
/// <param name="messages">Messages per publisher.</param>
/// <param name="settings">Options of the host, as Section:Key=value.</param>
/// <param name="find">Finds the host that owns a data directory and answers; null when there is none yet.</param>
/// <param name="clock">Clock.</param>
public sealed class MqttBench(string program, int publishers, int messages, string[] settings, Func<string, CancellationToken,
    Task<MeasuredHost?>> find, TimeProvider clock)
{
    // Ten readings per second, as simulated drills send.
    private const int IntervalMs = 100;
    private static readonly TimeSpan StoreLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    /// <exception cref="BenchException">The host or mosquitto_pub does not start, or messages were lost.</exception>
    public async Task<MqttFigures> RunAsync(string parentFolder, CancellationToken cancellationToken)
    {
        await using var host = await BenchHost<MeasuredHost>.StartAsync(
            program, parentFolder, ["Simulator:Enabled=false", $"Simulator:Assets={publishers}", .. settings], find, clock,
            cancellationToken);
        return await MeasureAsync(host.Running, cancellationToken);
    }

    private async Task<MqttFigures> MeasureAsync(MeasuredHost host, CancellationToken cancellationToken)
    {
        var total = (long)publishers * messages;
        var first = clock.GetUtcNow().ToUnixTimeMilliseconds() - ((messages + 1L) * IntervalMs);
        var topics = await TopicsAsync(host.Query, cancellationToken);
        var lines = Lines(first);
        var (started, before) = (clock.GetTimestamp(), ProcessTree.ProcessorTime(host.ProcessId));
        await Task.WhenAll(topics.Select(t => PublishAsync(host.MqttPort, t, lines, cancellationToken)));
        var acknowledged = clock.GetElapsedTime(started).TotalSeconds;
        await WaitUntilStoredAsync(host.Query, total, cancellationToken);
        var stored = clock.GetElapsedTime(started).TotalSeconds;
        return new MqttFigures
        {
            StoredPerSecond = total / stored,
            AcknowledgedPerSecond = total / acknowledged,
            ProcessorMicrosPerMessage = (ProcessTree.ProcessorTime(host.ProcessId) - before).TotalMicroseconds / total,
            Messages = total,
            Publishers = publishers,
            Seconds = stored,
            Program = program,
        };
    }

    // One drill per publisher.
    private async Task<string[]> TopicsAsync(ReadOnlySql query, CancellationToken cancellationToken)
    {
        var drills = await query("select region, site, rig, asset from asset where region <> 'workshop' order by asset",
            new QueryLimits(publishers, StoreLimit), cancellationToken);
        return [.. drills.Rows.Select(r => $"maintenance/v1/{string.Join('/', r)}/telemetry/json")];
    }

    private string Lines(long firstUnixMs) =>
        string.Concat(Enumerable.Range(0, messages).Select(i => string.Create(CultureInfo.InvariantCulture,
        $"{{\"time\":{(firstUnixMs + (i * (long)IntervalMs)) / 1000.0:F3},\"rpm\":{i % 200},\"wob\":92000,\"bearing_temperature\":61.2}}\n")));

    private static async Task PublishAsync(int port, string topic, string lines, CancellationToken cancellationToken)
    {
        using var process = Launch(port, topic);
        await process.StandardInput.WriteAsync(lines.AsMemory(), cancellationToken);
        process.StandardInput.Close();
        await process.WaitForExitAsync(cancellationToken); // after the last PUBACK
        if (process.ExitCode != 0) throw new BenchException($"mosquitto_pub exited with code {process.ExitCode}; see its output above.");
    }

    private static Process Launch(int port, string topic)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("mosquitto_pub",
                ["-p", port.ToString(CultureInfo.InvariantCulture), "-q", "1", "-l", "-t", topic])
            { RedirectStandardInput = true })!;
        }
        catch (Win32Exception error)
        {
            throw new BenchException($"mosquitto_pub does not start ({error.Message}); on Debian, install the package mosquitto-clients.");
        }
    }

    private async Task WaitUntilStoredAsync(ReadOnlySql query, long total, CancellationToken cancellationToken)
    {
        var (started, found) = (clock.GetTimestamp(), 0L);
        while (clock.GetElapsedTime(started) < StoreLimit)
        {
            var rows = await query("select count(*) from reading", new QueryLimits(MaxRows: 1, StoreLimit), cancellationToken);
            found = Convert.ToInt64(rows.Scalar, CultureInfo.InvariantCulture);
            if (found == total) return;
            await Task.Delay(PollInterval, cancellationToken);
        }
        throw new BenchException($"{total} messages were acknowledged, but the table reading has {found} rows.");
    }
}
