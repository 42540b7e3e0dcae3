using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Maintenance.Store.Log;
using Maintenance.Tests.Log;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Maintenance.Contracts.Tests.Log;

/// <summary>Options and composition of the telemetry log.</summary>
public sealed class TelemetryLogOptionsTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("telemetry-log-options-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void All_failures_are_listed_with_key_and_allowed_values()
    {
        var options = new TelemetryLogOptions
        {
            DataDirectory = " ",
            CommitInterval = TimeSpan.FromSeconds(2),
            SegmentBytes = 3 << 20,
            RetentionBytes = 1,
            RetentionAge = TimeSpan.Zero,
            RetentionCheckInterval = TimeSpan.Zero,
            MaxRecordBytes = 10,
            MaxBytesInFlight = 10,
            Partitions = new(StringComparer.Ordinal) { ["telemetry.v1"] = 0, ["../escape"] = 1 },
        };

        var error = Should.Throw<OptionsValidationException>(() =>
            TelemetryLogs.Open(options, TimeProvider.System, NullLoggerFactory.Instance));

        var failures = error.Failures.ToList();
        foreach (var key in new[] { "DataDirectory", "CommitInterval", "SegmentBytes", "RetentionBytes", "RetentionAge",
            "RetentionCheckInterval", "MaxRecordBytes", "MaxBytesInFlight", "Partitions:telemetry.v1" })
            failures.ShouldContain(f => f.StartsWith($"Log:{key} is '", StringComparison.Ordinal)
                && f.Contains("; allowed: ", StringComparison.Ordinal), key);
        failures.ShouldContain(f => f.Contains("../escape", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_container_opens_the_configured_log_and_flushes_it_at_its_end()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Log:Engine"] = "Embedded",
            ["Log:DataDirectory"] = _directory,
            ["Log:Partitions:telemetry.v1"] = "3",
        }).Build();
        ServiceProvider Build() => new ServiceCollection().AddLogging().AddTelemetryLog(configuration).BuildServiceProvider();
        Task<LogPosition> queued;
        await using (var provider = Build())
        {
            var log = provider.GetRequiredService<ITelemetryLog>();
            log.PartitionCount(Topics.Telemetry).ShouldBe(3);
            log.PartitionCount(Topics.DeadLetter).ShouldBe(1);
            queued = log.AppendTextAsync("D1", "queued").AsTask();
        }
        await queued;
        await using var again = Build();
        (await again.GetRequiredService<ITelemetryLog>().ReadAllPartitionsAsync()).ShouldHaveSingleItem().Text.ShouldBe("queued");
    }

    [Fact]
    public async Task Appending_allocates_nothing_per_record()
    {
        await using var log = TelemetryLogs.Open(new TelemetryLogOptions { DataDirectory = _directory, Fsync = false }, TimeProvider.System,
            NullLoggerFactory.Instance);
        var (key, value) = ("D1"u8.ToArray(), new byte[1000]);
        var batch = new RecordBatch(Topics.Telemetry); // fewer than fit in flight, so that all of them are taken at once on this thread
        for (var i = 0; i < 5_000; i++) batch.Add(key, value);
        for (var i = 0; i < 8; i++) await log.AppendAllAsync(batch); // the engine's buffer is allocated page by page

        var before = GC.GetAllocatedBytesForCurrentThread();
        var appended = log.AppendAllAsync(batch);
        var perRecord = (GC.GetAllocatedBytesForCurrentThread() - before) / 5_000.0;
        await appended;

        // Turning a page costs FasterLog a few hundred bytes per megabyte.
        perRecord.ShouldBeLessThan(4);
    }
}
