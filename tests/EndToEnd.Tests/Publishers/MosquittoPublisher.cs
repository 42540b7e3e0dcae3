using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Maintenance.EndToEnd.Tests.Publishers;

/// <summary>
/// <c>mosquitto_pub -d -l</c>, one process for each handful of lines: its packet identifiers count the lines from 1, and it prints each
/// PUBACK.
/// </summary>
internal sealed partial class MosquittoPublisher(string version, Messages messages) : IPublisher
{
    private const int MaxLines = 40;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    public string Name => $"mosquitto_pub {version}";

    public Messages Messages => messages;

    public async Task RunAsync(int port, Permits permits, CancellationToken cancellationToken)
    {
        while (messages.AcknowledgedCount < messages.Count)
        {
            var lines = new List<int>();
            while (lines.Count < MaxLines && messages.TryTake(out var id))
            {
                if (lines.Count == 0) await permits.TakeAsync(cancellationToken);
                else if (!permits.TryTake())
                {
                    messages.Return(id);
                    break;
                }
                lines.Add(id);
            }
            var acknowledged = await PublishAsync(port, lines, cancellationToken);
            foreach (var id in acknowledged) messages.Acknowledge(id);
            foreach (var id in lines.Except(acknowledged))
            {
                messages.Return(id);
                permits.Give(1);
            }
        }
    }

    private async Task<IReadOnlyCollection<int>> PublishAsync(int port, List<int> lines, CancellationToken cancellationToken)
    {
        // Line by line, so that nothing it has said is lost when it is killed.
        var start = new ProcessStartInfo("stdbuf",
            ["-oL", "mosquitto_pub", "-d", "-V", version, "-p", port.ToString(CultureInfo.InvariantCulture), "-q", "1", "-t",
            Messages.Topic, "-l"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit); // it would wait for a broker that is away
        try
        {
            foreach (var id in lines) await process.StandardInput.WriteLineAsync(messages.Text(id).AsMemory(), limit.Token);
            process.StandardInput.Close();
            await process.WaitForExitAsync(limit.Token);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
        await errors;
        return [.. Acknowledgement().Matches(await output)
            .Select(m => lines[int.Parse(m.Groups["id"].Value, CultureInfo.InvariantCulture) - 1])];
    }

    [GeneratedRegex(@"received PUBACK \(Mid: (?<id>\d+), RC:0\)")]
    private static partial Regex Acknowledgement();
}
