using System.Text;
using Confluent.Kafka;
using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Maintenance.Scoring.Tests.Pipeline;
using Maintenance.Scoring.Workers;
using Maintenance.Tests.Kafka;

namespace Maintenance.Scoring.Tests.Workers;

/// <summary>
/// Records in the log's topics that nobody of us wrote: they become dead letters, the partition moves on, and the account says so.
/// </summary>
public sealed class ForeignRecordTests(DuckDbFixture fixture) : IClassFixture<DuckDbFixture>, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ResetLab _lab = new(fixture.Store);

    public void Dispose() => _lab.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Foreign_records_go_to_the_dead_letters_and_the_partition_moves_on(bool onKafka)
    {
        using var cluster = NewCluster();
        await using var log = onKafka ? ResetLab.OpenKafka(cluster) : _lab.OpenEmbedded();
        byte[][] foreign = [.. Foreign()];
        var positions = new List<LogPosition>();
        await AppendAsync(log, Topics.Telemetry, foreign[0]); // before any record of ours
        await _lab.SendAsync(log, 0, 5);
        foreach (var value in foreign[1..]) positions.Add(await AppendAsync(log, Topics.Telemetry, value));
        await _lab.SendAsync(log, 5, 10);
        positions.Add(await AppendAsync(log, Topics.Telemetry, foreign[0])); // and at the end, where nothing follows
        var letter = await AppendAsync(log, Topics.DeadLetter, "no letter"u8.ToArray());
        var before = await LettersAsync();
        using var service = new ScoringService(_lab.Services(log));
        await service.StartAsync(CancellationToken.None);

        await UntilAsync(async () => await _lab.ReadingsAsync() == 100 && (await LettersAsync()).Length - before.Length == foreign.Length
            + 2);
        await UntilAsync(() => Task.FromResult(service.Workers.Single().Position == log.HighWatermark(Topics.Telemetry, 0)));
        await service.StopAsync(CancellationToken.None);

        var letters = (await LettersAsync()).Except(before).ToArray();
        foreach (var (position, value) in positions.Zip([.. foreign[1..], foreign[0]]))
            letters.ShouldContain(($"log telemetry.v1/0 offset {position.Offset}", Convert.ToHexString(value), value.Length));
        letters.ShouldContain(($"log dead-letter.v1/0 offset {letter.Offset}", Convert.ToHexString("no letter"u8), 9));
        var unknown = await fixture.Store.QueryAsync(new StoreQuery("SELECT rejected FROM completeness WHERE asset = '(unknown)'"),
            CancellationToken.None);
        Convert.ToInt64(unknown.Rows[0][0]).ShouldBe(before.Length + letters.Length);
    }

    [Fact]
    public async Task A_foreign_record_that_is_buried_again_after_a_crash_is_stored_once()
    {
        await using var log = _lab.OpenEmbedded();
        await AppendAsync(log, Topics.Telemetry, "a line of text"u8.ToArray());
        var before = (await LettersAsync()).Length;
        for (var run = 0; run < 3; run++)
        {
            using var service = new ScoringService(_lab.Services(log));
            await service.StartAsync(CancellationToken.None);
            await UntilAsync(() => Task.FromResult(service.Workers.SingleOrDefault()?.Position == log.HighWatermark(Topics.Telemetry, 0)));
            await UntilAsync(async () => await StoredLettersEndAsync() == log.HighWatermark(Topics.DeadLetter, 0));
            await service.StopAsync(CancellationToken.None);
            // As if the worker had died between the letter and its own commit: it was buried, and the offset did not move.
            await using var again = log.OpenReader(Topics.DeadLetter, 0, 0);
            var batch = new LogBatch();
            again.Read(batch, 1).ShouldBe(1);
            await log.AppendAsync(Topics.DeadLetter, "-"u8.ToArray(), batch.Value(0).ToArray(), CancellationToken.None);
        }
        ((await LettersAsync()).Length - before).ShouldBe(1);
    }

    [Fact]
    public async Task A_null_value_of_a_foreign_producer_is_a_dead_letter()
    {
        using var cluster = NewCluster();
        await using var log = ResetLab.OpenKafka(cluster);
        using (var producer = new ProducerBuilder<string?, byte[]?>(new ProducerConfig { BootstrapServers = cluster.BootstrapServers })
            .Build())
            await producer.ProduceAsync(new TopicPartition(Topics.Telemetry, 0),
                new Message<string?, byte[]?> { Key = null, Value = null });
        await _lab.SendAsync(log, 0, 5);
        var before = (await LettersAsync()).Length;
        using var service = new ScoringService(_lab.Services(log));
        await service.StartAsync(CancellationToken.None);

        await UntilAsync(async () => await _lab.ReadingsAsync() == 50 && (await LettersAsync()).Length == before + 1);

        await service.StopAsync(CancellationToken.None);
    }

    private async Task<long?> StoredLettersEndAsync() =>
        await fixture.Store.ReadOffsetAsync(new OffsetKey(_lab.Reader, Topics.DeadLetter, 0), CancellationToken.None);

    private IEnumerable<byte[]> Foreign()
    {
        yield return "a line of text that somebody's script wrote into the topic, longer than a header of a record"u8.ToArray();
        yield return [];
        yield return [1, 2, 3];
        var record = Records.Encode(Records.Block(_lab.Asset, 999));
        yield return record[..^20];
        record[^30] ^= 1;
        yield return record; // a value that changed on the way: its checksum says so
    }

    private static async Task<LogPosition> AppendAsync(ITelemetryLog log, string topic, byte[] value) =>
        await log.AppendAsync(topic, Encoding.UTF8.GetBytes("somebody"), value, CancellationToken.None);

    private async Task<(string Source, string Payload, long Bytes)[]> LettersAsync()
    {
        var rows = await fixture.Store.QueryAsync(new StoreQuery("SELECT source, payload, payload_bytes FROM dead_letter WHERE reason = "
            + "'foreign-record'"), CancellationToken.None);
        return [.. rows.Rows.Select(r => ((string)r[0]!, Convert.ToHexString((byte[])r[1]!), (long)r[2]!))];
    }

    private static MockCluster NewCluster()
    {
        var cluster = new MockCluster();
        cluster.CreateTopic(Topics.Telemetry, 1);
        cluster.CreateTopic(Topics.DeadLetter, 1);
        return cluster;
    }

    private static async Task UntilAsync(Func<Task<bool>> state)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await state()) await Task.Delay(20, patience.Token);
    }
}
