using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Maintenance.Store.Log;
using Maintenance.Store.Log.Embedded;
using Microsoft.Extensions.Logging.Abstractions;

namespace Maintenance.Contracts.Tests.Log.Embedded;

/// <summary>The embedded engine keeps the contract.</summary>
public sealed class EmbeddedTelemetryLogTests : TelemetryLogContract
{
    private readonly string _directory = Directory.CreateTempSubdirectory("telemetry-log-").FullName;

    [Fact]
    public async Task Records_of_a_batch_that_was_given_up_become_durable_although_nobody_waits_for_them()
    {
        await using var log = await OpenAsync(new LogTestOptions { Partitions = 1 });
        await using var reader = log.OpenReader(LogProbe.Topic, 0, 0);
        await Should.ThrowAsync<ArgumentException>(() =>
            log.AppendAllAsync(LogProbe.Texts(("D1", "taken"), ("", "a key has at least one byte"))).AsTask());

        await reader.WaitAsync(CancellationToken.None).AsTask().WaitAsync(Patience);

        reader.ReadAll().ShouldHaveSingleItem().Text.ShouldBe("taken");
    }

    protected override ValueTask<ITelemetryLog> OpenAsync(LogTestOptions options) =>
        ValueTask.FromResult(TelemetryLogs.Open(OptionsFor(_directory, options), Clock, NullLoggerFactory.Instance));

    protected override ValueTask ApplyRetentionAsync(ITelemetryLog log)
    {
        ((EmbeddedTelemetryLog)log).ApplyRetention();
        return ValueTask.CompletedTask;
    }

    protected override ValueTask CleanUpAsync()
    {
        Directory.Delete(_directory, recursive: true);
        return ValueTask.CompletedTask;
    }

    internal static TelemetryLogOptions OptionsFor(string directory, LogTestOptions options) => new()
    {
        DataDirectory = directory,
        Partitions = new(StringComparer.Ordinal) { [LogProbe.Topic] = options.Partitions, [Topics.Alarms] = 1 },
        MaxRecordBytes = options.MaxRecordBytes,
        MaxBytesInFlight = options.MaxBytesInFlight,
        SegmentBytes = options.SegmentBytes,
        RetentionBytes = Math.Max(options.RetentionBytes, options.SegmentBytes),
        RetentionAge = options.RetentionAge,
    };
}
