using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Maintenance.Ingest.Formats;
using Maintenance.Ingest.Intake;
using Maintenance.Queries;
using Maintenance.Store.Log;
using Maintenance.Store.Sql;
using Microsoft.Extensions.Logging.Abstractions;

namespace Maintenance.Contracts.Tests.Engines;

/// <summary>A stranger floods Ingest with refused messages: all are counted, and what is kept of them is bounded in log and
/// store.</summary>
public sealed class FloodTests : IDisposable
{
    private const int Messages = 5_000;
    private const int MessageBytes = 8 << 10;
    private const int PerMinute = 600; // the default of Ingest:DeadLettersPerSource
    private const long Minute = 60_000_000;
    private const long Start = 1_767_225_600_000_000;

    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(5));
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("flood-");

    private CancellationToken Stop => _limit.Token;

    public void Dispose()
    {
        _limit.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Every_refusal_is_counted_and_the_bytes_of_few_are_kept()
    {
        await using var store = await OpenAsync();
        await using (var installation = await Installation.StartAsync(LogOptions(), store, Stop))
            await installation.TakeAsync(Flood("mqtt any/topic", Start), Stop);

        (await RejectedAsync(store)).ShouldBe(Messages);
        (await NumberAsync(store, "SELECT count(*) FROM dead_letter WHERE octet_length(payload) > 0")).ShouldBe(PerMinute);
        (await NumberAsync(store, "SELECT count(*) FROM dead_letter")).ShouldBeLessThan(PerMinute + 500); // a count per batch at most
        (await NumberAsync(store, "SELECT sum(payload_bytes) FROM dead_letter")).ShouldBe((long)Messages * MessageBytes);
        LogBytes().ShouldBeLessThan(2L * PerMinute * MessageBytes);
    }

    [Fact]
    public async Task A_stranger_who_changes_his_name_shares_the_quota_of_all()
    {
        await using var store = await OpenAsync();
        await using (var installation = await Installation.StartAsync(LogOptions(), store, Stop))
        {
            var flood = Enumerable.Range(0, Messages).Select(i => Junk($"mqtt topic/{i}", Start + i));
            await installation.TakeAsync(flood.Concat(Flood("mqtt another", Start + Minute)), Stop);
        }

        (await RejectedAsync(store)).ShouldBe(2 * Messages);
        // Bytes of the first minute: 32 MiB of all sources together; of the next: one source's letters.
        (await NumberAsync(store, "SELECT sum(octet_length(payload)) FROM dead_letter"))
            .ShouldBeLessThanOrEqualTo((32L << 20) + ((long)PerMinute * MessageBytes));
        (await NumberAsync(store, "SELECT count(*) FROM dead_letter WHERE octet_length(payload) > 0 AND source = 'mqtt another'"))
            .ShouldBe(PerMinute);
    }

    [Fact]
    public async Task Retention_turns_old_dead_letters_into_counts_and_loses_none()
    {
        await using var store = await OpenAsync();
        await using (var installation = await Installation.StartAsync(LogOptions(), store, Stop))
            await installation.TakeAsync(Flood("mqtt any/topic", Start).Concat(Flood("mqtt any/topic", Start + Minute)), Stop);

        (await store.CondenseDeadLettersAsync(0, maxRows: 50, long.MaxValue, Stop)).ShouldBeGreaterThan(1_000);

        (await RejectedAsync(store)).ShouldBe(2 * Messages);
        (await NumberAsync(store, "SELECT count(*) FROM dead_letter")).ShouldBeLessThanOrEqualTo(51);
        (await store.CondenseDeadLettersAsync(0, maxRows: 50, long.MaxValue, Stop)).ShouldBe(0);
    }

    private static IEnumerable<FleetInput.Payload> Flood(string source, long from) =>
        Enumerable.Range(0, Messages).Select(i => Junk(source, from + (i / 20)));

    private static FleetInput.Payload Junk(string source, long at) =>
        new(at, PayloadFormats.FromTopicSegment("json")!, new byte[MessageBytes], new SourceContext(SourceKind.Live, source));

    private static async Task<long> RejectedAsync(IConditionStore store) =>
        (await CompletenessQuery.RunAsync(store, CancellationToken.None)).Sum(r => r.Rejected);

    private static async Task<long> NumberAsync(IConditionStore store, string sql) => Convert.ToInt64(
        (await store.QueryAsync(new StoreQuery(sql), CancellationToken.None)).Scalar, System.Globalization.CultureInfo.InvariantCulture);

    private async Task<IConditionStore> OpenAsync()
    {
        var store = await ConditionStores.OpenAsync(
            new ConditionStoreOptions { DataDirectory = _folder.FullName }, NullLoggerFactory.Instance, Stop);
        await store.MigrateAsync(Stop);
        return store;
    }

    // A fresh segment counts with the bytes written to it.
    private long LogBytes() => Directory.EnumerateFiles(Path.Combine(_folder.FullName, "log", Topics.DeadLetter), "*",
        SearchOption.AllDirectories)
        .Sum(f => new FileInfo(f).Length);

    private TelemetryLogOptions LogOptions() => new()
    {
        DataDirectory = _folder.FullName, Fsync = false, SegmentBytes = 1 << 20,
        Partitions = new(StringComparer.Ordinal) { [Topics.Telemetry] = 1, [Topics.DeadLetter] = 1, [Topics.Assessments] = 1 },
    };
}
