using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Store.Log;
using Maintenance.Tests.Galera;
using Maintenance.Tests.Kafka;
using Xunit.Abstractions;

namespace Maintenance.Contracts.Tests.Engines;

/// <summary>
/// The same input through the embedded log into DuckDB, and through Kafka into the Galera cluster (restarted half-way), gives equal tables
/// (<see cref="TableComparison"/>).
/// </summary>
[Collection(GaleraCluster.Collection)]
[Trait(TestKind.Name, TestKind.Server)]
public sealed class EqualTablesTests(GaleraCluster cluster, ITestOutputHelper output) : IDisposable
{
    /// <summary>Filled by telemetry; of the other tables the dashboard is the writer.</summary>
    private static readonly TableSchema[] Filled =
    [
        StoreTables.Asset, StoreTables.Reading, StoreTables.ReadingExtra, StoreTables.Waveform, StoreTables.Descriptor,
        StoreTables.Assessment, StoreTables.ConditionMinute, StoreTables.StreamAccount, StoreTables.DeadLetter,
        StoreTables.ModelServing,
    ];

    /// <summary>
    /// Written at start by the process's own clock, before telemetry; which log it is; and what only says which roll-ups count.
    /// </summary>
    private static readonly TableSchema[] Configured =
        [StoreTables.Model, StoreTables.Audit, StoreTables.LogIdentity, StoreTables.HistoryHour, StoreTables.HistoryRollUp];

    private static readonly string[] Views = ["descriptor_current", "assessment_current", "assessment_latest",
        "condition_minute_current", "completeness", "reading_gap"];

    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(5));
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("equal-tables-");

    private CancellationToken Stop => _limit.Token;

    public void Dispose()
    {
        _limit.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Embedded_log_with_DuckDb_and_Kafka_with_MySqlWire_give_equal_tables()
    {
        await using var stores = await BothStores.OpenAsync(cluster, Stop);
        using var brokers = new MockCluster();
        var kafka = KafkaInput.Options(brokers);
        var input = FleetInput.Make();

        await using (var embedded = await Installation.StartAsync(EmbeddedOptions(), stores.DuckDb, Stop)) await embedded.TakeAsync(input,
            Stop);
        foreach (var half in new[] { input.Take(input.Count / 2), input.Skip(input.Count / 2) })
            await using (var distributed = await Installation.StartAsync(kafka, stores.MySqlWire, Stop)) await distributed.TakeAsync(half,
                Stop);

        foreach (var name in StoreTables.All.Except(Configured).Select(t => t.Name).Concat(Views))
        {
            var rows = await TableComparison.ShouldBeEqualAsync(stores.DuckDb, stores.MySqlWire, name, Stop);
            output.WriteLine($"{name}: {rows} rows");
            (rows > 0).ShouldBe(Filled.Any(t => t.Name == name) || Views.Contains(name), name);
        }
        await ShouldHaveMetEverythingAsync(stores.MySqlWire);
    }

    // The input reached what could differ: without this the tables could be equal for want of cases.
    private async Task ShouldHaveMetEverythingAsync(IConditionStore store)
    {
        var account = (await store.QueryAsync(new StoreQuery("SELECT sum(stored), sum(duplicates), sum(late), sum(missing), sum(rejected) "
            + "FROM completeness"), Stop)).Rows[0];
        account.ShouldAllBe(v => v is long && (long)v > 0, string.Join(' ', account));
        (await CountAsync("SELECT count(DISTINCT reason) FROM dead_letter")).ShouldBeGreaterThanOrEqualTo(4);
        (await CountAsync("SELECT count(*) FROM (SELECT asset FROM assessment GROUP BY asset, event_time HAVING count(*) > 1) AS "
            + "corrected")).ShouldBeGreaterThan(20);
        (await CountAsync("SELECT count(DISTINCT log_partition) FROM descriptor")).ShouldBeGreaterThan(1);
        (await CountAsync("SELECT count(DISTINCT channel) FROM reading_extra")).ShouldBe(2);

        async Task<long> CountAsync(string sql) => (long)(await store.QueryAsync(new StoreQuery(sql), Stop)).Rows[0][0]!;
    }

    private TelemetryLogOptions EmbeddedOptions() =>
        new() { DataDirectory = _folder.FullName, CommitInterval = TimeSpan.Zero, Fsync = false };
}
