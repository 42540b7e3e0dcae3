using System.Buffers.Binary;
using System.Diagnostics;
using Maintenance.Core.Log;
using Maintenance.Store.Log;
using Microsoft.Extensions.Logging.Abstractions;

namespace Maintenance.Contracts.Tests.Log.Embedded;

/// <summary>kill -9 at random moments: every append that was acknowledged is there, once, in order; nothing torn.</summary>
public sealed class EmbeddedLogCrashTests : IDisposable
{
    private const int Kills = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _directory = Directory.CreateTempSubdirectory("telemetry-log-crash-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task After_each_of_ten_kills_every_acknowledged_record_is_there_once_and_in_order()
    {
        var random = new Random(20260102);
        var acknowledged = new Dictionary<(int Run, int Writer), int>();
        var total = 0;
        for (var run = 0; run < Kills; run++)
        {
            foreach (var (writer, number) in await RunAndKillAsync(run, linesBeforeKill: random.Next(1, 900)))
            {
                acknowledged[(run, writer)] = number;
                total++;
            }
            await VerifyAsync(acknowledged);
        }
        total.ShouldBeGreaterThan(1000);
    }

    private async Task<List<(int Writer, int Number)>> RunAndKillAsync(int run, int linesBeforeKill)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (var argument in new[] { "exec", typeof(LogWriterProgram).Assembly.Location, "log-writer", _directory, $"{run}" })
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var lines = new List<(int, int)>();
        while (await process.StandardOutput.ReadLineAsync().WaitAsync(Patience) is { } line)
        {
            lines.Add(Parse(line));
            if (lines.Count == linesBeforeKill) process.Kill(); // SIGKILL; what is still in the pipe was acknowledged too
        }
        await process.WaitForExitAsync().WaitAsync(Patience);
        lines.Count.ShouldBeGreaterThanOrEqualTo(linesBeforeKill);
        process.ExitCode.ShouldBe(128 + 9);
        return lines;
    }

    private async Task VerifyAsync(Dictionary<(int Run, int Writer), int> acknowledged)
    {
        await using var log = TelemetryLogs.Open(
            EmbeddedTelemetryLogTests.OptionsFor(_directory, new LogTestOptions { Partitions = 2, SegmentBytes = 4 << 20 }),
            TimeProvider.System, NullLoggerFactory.Instance);
        var next = new Dictionary<(int Run, int Writer), int>();
        for (var p = 0; p < 2; p++)
        {
            await using var reader = log.OpenReader(LogProbe.Topic, p, 0);
            var batch = new LogBatch();
            while (reader.Read(batch, 1 << 20) > 0)
            {
                for (var i = 0; i < batch.Count; i++) Verify(batch.Key(i), batch.Value(i), next);
                batch.Clear();
            }
        }
        foreach (var (stream, number) in acknowledged)
            next[stream].ShouldBeGreaterThan(number, $"run {stream.Run}, writer {stream.Writer}");
    }

    private static void Verify(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, Dictionary<(int Run, int Writer), int> next)
    {
        var run = BinaryPrimitives.ReadInt32LittleEndian(value);
        var writer = BinaryPrimitives.ReadInt32LittleEndian(value[4..]);
        var number = BinaryPrimitives.ReadInt32LittleEndian(value[8..]);
        number.ShouldBe(next.GetValueOrDefault((run, writer)), $"run {run}, writer {writer}: the next number");
        next[(run, writer)] = number + 1;
        key.SequenceEqual(LogWriterProgram.Key(writer)).ShouldBeTrue();
        value.SequenceEqual(LogWriterProgram.Value(run, writer, number)).ShouldBeTrue($"record {run}/{writer}/{number} is whole");
    }

    private static (int Writer, int Number) Parse(string line)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        return (int.Parse(line.AsSpan(0, space)), int.Parse(line.AsSpan(space + 1)));
    }
}
