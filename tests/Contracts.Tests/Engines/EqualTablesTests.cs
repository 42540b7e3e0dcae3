using System.Globalization;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Store;
using Maintenance.Store.KafkaLog;
using Maintenance.Tests.Galera;
using Maintenance.Tests.Kafka;
using Xunit.Abstractions;

namespace Maintenance.Contracts.Tests.Engines;

/// <summary>
/// The same input through the embedded log into DuckDB, and through Kafka into the Galera cluster (restarted half-way), gives equal tables.
/// <para>Known differences, and how they are compared: a record's <c>log_offset</c> (<c>from_offset</c> of a model's first) is the engine's own, so its rank among the offsets of its partition is;
/// <c>row_id</c> of the MySQL wire and <c>assessment_newest</c> are the engine's own (the view <c>assessment_latest</c> is compared);
/// infinities would be NULL on the MySQL wire, but none reaches a table: Ingest makes them NaN.</para>
/// </summary>
[Collection(GaleraCluster.Collection)]
public sealed class EqualTablesTests(GaleraCluster cluster, ITestOutputHelper output) : IDisposable
{
    private static readonly string[] OffsetColumns = ["log_offset", "from_offset"];
    private const string PartitionColumn = "log_partition";

    /// <summary>Filled by telemetry; of the other tables the dashboard is the writer.</summary>
    private static readonly TableSchema[] Filled =
    [
        StoreTables.Asset, StoreTables.Reading, StoreTables.ReadingExtra, StoreTables.Waveform, StoreTables.Descriptor, StoreTables.Assessment, StoreTables.StreamAccount, StoreTables.DeadLetter,
        StoreTables.ModelServing,
    ];

    /// <summary>Written at start by the process's own clock, before telemetry.</summary>
    private static readonly TableSchema[] Configured = [StoreTables.Model, StoreTables.Audit];

    private static readonly string[] Views = ["descriptor_current", "assessment_current", "assessment_latest", "completeness", "reading_gap"];

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
        var kafka = KafkaOptions(brokers);
        var input = FleetInput.Make();

        await using (var embedded = await Installation.StartAsync(EmbeddedOptions(), stores.DuckDb, Stop)) await embedded.TakeAsync(input, Stop);
        foreach (var half in new[] { input.Take(input.Count / 2), input.Skip(input.Count / 2) })
            await using (var distributed = await Installation.StartAsync(kafka, stores.MySqlWire, Stop)) await distributed.TakeAsync(half, Stop);

        foreach (var name in StoreTables.All.Except(Configured).Select(t => t.Name).Concat(Views))
        {
            var (first, second) = (await LinesAsync(stores.DuckDb, name), await LinesAsync(stores.MySqlWire, name));
            output.WriteLine($"{name}: {Math.Max(0, first.Count - 1)} rows");
            ShouldBeEqual(first, second, name);
            (first.Count > 0).ShouldBe(Filled.Any(t => t.Name == name) || Views.Contains(name), name);
        }
        await ShouldHaveMetEverythingAsync(stores.MySqlWire);
    }

    // Rows as text, in the order of the text: tables have no order of their own.
    private async Task<List<string>> LinesAsync(IConditionStore store, string table)
    {
        var result = await store.QueryAsync(new StoreQuery($"SELECT * FROM {table}"), Stop);
        var (offset, partition) = (OffsetColumns.Select(Index).Max(), Index(PartitionColumn));
        var ranks = offset < 0 ? [] : result.Rows.Select(r => ((long)r[partition]!, (long)r[offset]!)).Distinct().Order()
            .GroupBy(p => p.Item1).SelectMany(g => g.Select((p, rank) => (p, rank))).ToDictionary(p => p.p, p => p.rank);
        var lines = new List<string>(result.Rows.Count) { string.Join('|', result.Columns) };
        foreach (var row in result.Rows)
        {
            if (offset >= 0) row[offset] = (long)ranks[((long)row[partition]!, (long)row[offset]!)];
            if (Array.Exists(row, v => v is double number && double.IsInfinity(number))) Assert.Fail($"{table} holds an infinity.");
            lines.Add(string.Join('|', row.Select(Text)));
        }
        lines.Sort(1, lines.Count - 1, StringComparer.Ordinal);
        if (lines.Count == 1) lines.Clear();
        return lines;

        int Index(string column) => result.Columns.ToList().IndexOf(column);
    }

    private static string Text(object? value) => value switch
    {
        null => "NULL",
        double number => BitConverter.DoubleToInt64Bits(number).ToString("x16", CultureInfo.InvariantCulture) + $" ({number.ToString("R", CultureInfo.InvariantCulture)})",
        DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
        byte[] bytes => Convert.ToHexString(bytes),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => $"'{value}'",
    };

    private static void ShouldBeEqual(List<string> first, List<string> second, string table)
    {
        for (var i = 0; i < Math.Max(first.Count, second.Count); i++)
        {
            var (left, right) = (i < first.Count ? first[i] : "(no row)", i < second.Count ? second[i] : "(no row)");
            if (left != right) Assert.Fail($"{table}, row {i} of {first.Count} and {second.Count}:\n{left}\n{right}");
        }
    }

    // The input reached what could differ: without this the tables could be equal for want of cases.
    private async Task ShouldHaveMetEverythingAsync(IConditionStore store)
    {
        var account = (await store.QueryAsync(new StoreQuery("SELECT sum(stored), sum(duplicates), sum(late), sum(missing), sum(rejected) FROM completeness"), Stop)).Rows[0];
        account.ShouldAllBe(v => v is long && (long)v > 0, string.Join(' ', account));
        (await CountAsync("SELECT count(DISTINCT reason) FROM dead_letter")).ShouldBeGreaterThanOrEqualTo(4);
        (await CountAsync("SELECT count(*) FROM (SELECT asset FROM assessment GROUP BY asset, event_time HAVING count(*) > 1) AS corrected")).ShouldBeGreaterThan(20);
        (await CountAsync("SELECT count(DISTINCT log_partition) FROM descriptor")).ShouldBeGreaterThan(1);
        (await CountAsync("SELECT count(DISTINCT channel) FROM reading_extra")).ShouldBe(2);

        async Task<long> CountAsync(string sql) => (long)(await store.QueryAsync(new StoreQuery(sql), Stop)).Rows[0][0]!;
    }

    private TelemetryLogOptions EmbeddedOptions() => new() { DataDirectory = _folder.FullName, CommitInterval = TimeSpan.Zero, Fsync = false };

    private static TelemetryLogOptions KafkaOptions(MockCluster brokers)
    {
        var options = new TelemetryLogOptions
        {
            Engine = TelemetryLogEngine.Kafka,
            CommitInterval = TimeSpan.FromMilliseconds(1),
            // The mock brokers, unlike real ones, do not answer a waiting fetch when a record comes.
            Kafka = new KafkaLogOptions { BootstrapServers = brokers.BootstrapServers, FetchWait = TimeSpan.FromMilliseconds(10) },
        };
        foreach (var (topic, partitions) in options.Partitions) brokers.CreateTopic(topic, partitions);
        return options;
    }
}
