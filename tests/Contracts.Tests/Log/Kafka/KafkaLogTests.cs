using Confluent.Kafka;
using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Maintenance.Store.Log;
using Maintenance.Store.Log.Kafka;
using Maintenance.Tests.Kafka;
using Microsoft.Extensions.Logging.Abstractions;
using static Maintenance.Contracts.Tests.Log.LogProbe;

namespace Maintenance.Contracts.Tests.Log.Kafka;

/// <summary>What the Kafka engine does when brokers go away, leaders move, requests are refused and retention overtakes.</summary>
public sealed class KafkaLogTests : IAsyncLifetime, IDisposable
{
    private const short ProduceRequest = 0;
    private const short FetchRequest = 1;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly MockCluster _cluster = new();
    private readonly List<ITelemetryLog> _opened = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var log in _opened) await log.DisposeAsync();
    }

    public void Dispose() => _cluster.Dispose();

    [Fact]
    public async Task Appends_wait_for_a_leader_that_is_down_and_lose_repeat_and_reorder_nothing()
    {
        var log = Open(partitions: 1);
        _cluster.SetLeader(Topic, 0, 1);
        await Soon(log.AppendTextAsync("D1", "0"));
        _cluster.TakeDown(1);
        var appends = Enumerable.Range(1, 50).Select(i => log.AppendTextAsync("D1", $"{i}").AsTask()).ToList();
        await Task.Yield();
        appends.ShouldAllBe(a => !a.IsCompleted);

        _cluster.BringUp(1);

        await Task.WhenAll(appends).WaitAsync(Patience);
        (await log.ReadAllAsync(0)).Select(r => int.Parse(r.Text)).ShouldBe(Enumerable.Range(0, 51));
    }

    [Fact]
    public async Task Records_survive_a_leader_that_moves_while_they_are_written_and_read()
    {
        var log = Open(partitions: 1);
        await using var reader = log.OpenReader(Topic, 0, 0);
        var seen = new List<int>();
        for (var round = 0; round < 6; round++)
        {
            var appends = Enumerable.Range(round * 100, 100).Select(i => log.AppendTextAsync("D1", $"{i}").AsTask()).ToList();
            _cluster.SetLeader(Topic, 0, 1 + round % MockCluster.Brokers);
            await Task.WhenAll(appends).WaitAsync(Patience);
            seen.AddRange(reader.ReadAll().Select(r => int.Parse(r.Text)));
        }

        seen.ShouldBe(Enumerable.Range(0, 600));
    }

    [Fact]
    public async Task Refused_produce_requests_are_made_again_without_repeating_a_record()
    {
        var log = Open(partitions: 1);
        _cluster.Refuse(ProduceRequest, ErrorCode.NotEnoughReplicas, ErrorCode.NotLeaderForPartition, ErrorCode.RequestTimedOut);

        await Soon(Task.WhenAll(Enumerable.Range(0, 100).Select(i => log.AppendTextAsync("D1", $"{i}").AsTask())));

        (await log.ReadAllAsync(0)).Select(r => int.Parse(r.Text)).ShouldBe(Enumerable.Range(0, 100));
    }

    [Fact]
    public async Task Refused_fetch_requests_are_made_again_without_losing_or_repeating_a_record()
    {
        var log = Open(partitions: 1);
        for (var i = 0; i < 100; i++) await Soon(log.AppendTextAsync("D1", $"{i}"));
        _cluster.Refuse(FetchRequest, ErrorCode.NotLeaderForPartition, ErrorCode.KafkaStorageError, ErrorCode.NotLeaderForPartition);

        (await log.ReadAllAsync(0)).Select(r => int.Parse(r.Text)).ShouldBe(Enumerable.Range(0, 100));
    }

    [Fact]
    public async Task A_cluster_that_stays_away_fails_appends_and_batches_transiently_and_all_records_are_there_when_it_is_back()
    {
        var log = Open(partitions: 1, new KafkaLogOptions
        {
            BootstrapServers = _cluster.BootstrapServers,
            DeliveryTimeout = TimeSpan.FromSeconds(1),
            RequestTimeout = TimeSpan.FromSeconds(1),
        });
        await Soon(log.AppendTextAsync("D1", "before"));
        for (var broker = 1; broker <= MockCluster.Brokers; broker++) _cluster.TakeDown(broker);

        (await Should.ThrowAsync<LogException>(() => Soon(log.AppendTextAsync("D1", "appended")))).IsTransient.ShouldBeTrue();
        for (var sender = 0; sender < 3; sender++) // a batch that succeeded would let its sender take the record for durable
            (await Should.ThrowAsync<LogException>(() =>
                Soon(log.AppendAllAsync(Texts(("D1", $"batch {sender}")))))).IsTransient.ShouldBeTrue();
        Should.Throw<LogException>(() => log.HighWatermark(Topic, 0)).IsTransient.ShouldBeTrue();
        Should.Throw<LogException>(() => log.OpenReader(Topic, 0, 0)).IsTransient.ShouldBeTrue();

        for (var broker = 1; broker <= MockCluster.Brokers; broker++) _cluster.BringUp(broker);
        await Until(async () => await log.AppendTextAsync("D1", "after"));
        List<string> texts = [];
        await Until(async () => texts = [.. (await log.ReadAllAsync(0)).Select(r => r.Text)]); // its clients are back one after the other
        texts.Take(5).ShouldBe(["before", "appended", "batch 0", "batch 1", "batch 2"]);
        texts.Skip(5).Distinct().ShouldBe(["after"]); // an attempt that was given up may be there too
    }

    [Fact]
    public async Task Callers_that_give_up_before_a_full_gate_leave_nothing_behind()
    {
        var log = Open(partitions: 1, new KafkaLogOptions
        {
            BootstrapServers = _cluster.BootstrapServers,
            DeliveryTimeout = TimeSpan.FromSeconds(1),
            FetchWait = TimeSpan.FromMilliseconds(10),
        });
        for (var broker = 1; broker <= MockCluster.Brokers; broker++) _cluster.TakeDown(broker);
        await Should.ThrowAsync<LogException>(() => Soon(log.AppendBytesAsync("D1", Payload(8 << 20, 0)))); // the producer has it
        await Should.ThrowAsync<LogException>(() => Soon(log.AppendAllAsync(Values("D1", [Payload(6 << 20, 1)]))));
        await Should.ThrowAsync<LogException>(() => Soon(log.AppendBytesAsync("D1", Payload(6 << 20, 2))));

        for (var broker = 1; broker <= MockCluster.Brokers; broker++) _cluster.BringUp(broker);
        await Until(async () => await log.AppendTextAsync("D1", "after"));

        List<LogRecord> records = [];
        await Until(async () => records = await log.ReadAllAsync(0)); // its clients are back one after the other
        records[0].Value.ShouldBeBytes(Payload(8 << 20, 0));
        records.Skip(1).Select(r => r.Text).Distinct().ShouldBe(["after"]);
    }

    [Fact]
    public async Task A_record_that_brokers_refuse_for_good_fails_its_append_for_good()
    {
        var log = Open(partitions: 1);
        _cluster.Refuse(ProduceRequest, ErrorCode.PolicyViolation);

        (await Should.ThrowAsync<LogException>(() => Soon(log.AppendTextAsync("D1", "refused")))).IsTransient.ShouldBeFalse();
        await Soon(log.AppendTextAsync("D1", "taken"));
        (await log.ReadAllAsync(0)).ShouldHaveSingleItem().Text.ShouldBe("taken");
    }

    [Fact]
    public async Task A_record_that_its_topic_refuses_fails_alone_and_those_that_were_refused_with_it_are_appended()
    {
        var log = Open(partitions: 1);
        await Soon(log.AppendTextAsync("D1", "first")); // so that the next request is the batch's
        // Brokers refuse a batch of the producer as a whole: once all of it, then the first of it alone.
        _cluster.Refuse(ProduceRequest, ErrorCode.MsgSizeTooLarge, ErrorCode.MsgSizeTooLarge);
        var batch = Texts([("D1", "too large"), .. Enumerable.Range(0, 50).Select(i => ("D1", $"{i}"))]);

        await Soon(log.AppendAllAsync(batch));

        batch.Refused.Keys.ShouldHaveSingleItem().ShouldBe(0);
        batch.Refused[0].ShouldContain("does not accept a record of 9 bytes");
        (await log.ReadAllAsync(0)).Select(r => r.Text).ShouldBe(["first", .. Enumerable.Range(0, 50).Select(i => $"{i}")]);
        var next = Texts(("D1", "next"));
        await Soon(log.AppendAllAsync(next));
        next.Refused.ShouldBeEmpty(); // one sender's refusal is no business of the others
    }

    [Fact]
    public async Task What_is_no_fault_of_the_record_fails_the_batch_and_refuses_nothing()
    {
        var log = Open(partitions: 1);
        _cluster.Refuse(ProduceRequest, ErrorCode.TopicAuthorizationFailed);
        var batch = Texts(("D1", "a"), ("D1", "b"));

        (await Should.ThrowAsync<LogException>(() => Soon(log.AppendAllAsync(batch)))).IsTransient.ShouldBeFalse();

        batch.Refused.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("max.message.bytes", "1048588", "records that are larger when compressed go to the dead letters")]
    [InlineData("min.insync.replicas", "1", "may be lost with a broker")]
    [InlineData("cleanup.policy", "compact,delete", "compaction removes all but the newest record of a drill")]
    [InlineData("unclean.leader.election.enable", "true", "may be lost when replicas fail")]
    public void A_topics_settings_that_do_not_go_with_the_options_are_named(string setting, string value, string concern)
    {
        var sound = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["max.message.bytes"] = $"{9 << 20}",
            ["min.insync.replicas"] = "2",
            ["cleanup.policy"] = "delete",
            ["unclean.leader.election.enable"] = "false",
        };
        KafkaTopicSettings.Concerns(sound, new TelemetryLogOptions()).ShouldBeEmpty();
        KafkaTopicSettings.Concerns(new Dictionary<string, string>(sound, StringComparer.Ordinal) { [setting] = value },
            new TelemetryLogOptions()).ShouldHaveSingleItem().ShouldContain(concern);
    }

    [Fact]
    public async Task A_reader_is_told_that_all_brokers_are_away_and_goes_on_where_it_was_when_they_are_back()
    {
        var log = Open(partitions: 1);
        await using var reader = log.OpenReader(Topic, 0, 0);
        await Soon(log.AppendTextAsync("D1", "0"));
        await Soon(reader.WaitAsync(CancellationToken.None));
        reader.ReadAll().ShouldHaveSingleItem().Text.ShouldBe("0");
        var wait = reader.WaitAsync(CancellationToken.None).AsTask();

        for (var broker = 1; broker <= MockCluster.Brokers; broker++) _cluster.TakeDown(broker);
        await wait.WaitAsync(Patience);
        Should.Throw<LogException>(() => reader.Read(new LogBatch(), 1000)).IsTransient.ShouldBeTrue();

        for (var broker = 1; broker <= MockCluster.Brokers; broker++) _cluster.BringUp(broker);
        await Soon(log.AppendTextAsync("D1", "1"));
        await Until(() =>
        {
            reader.ReadAll().ShouldHaveSingleItem().Text.ShouldBe("1");
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task A_reader_that_retention_overtakes_goes_on_at_the_beginning()
    {
        const int records = 120; // of 1 MiB; the mock brokers keep 5 MiB of a partition, and at least its last batch of up to 9
        var log = Open(partitions: 1);
        await Soon(log.AppendBytesAsync("D1", Noise(1 << 20, 0)));
        await using var behind = log.OpenReader(Topic, 0, 0);
        behind.Read(new LogBatch(), 1).ShouldBe(1);
        foreach (var some in Enumerable.Range(1, records - 1).Chunk(20))
            await Soon(log.AppendAllAsync(Values("D1", some.Select(i => Noise(1 << 20, i)))));
        var begin = log.BeginningOffset(Topic, 0);
        begin.ShouldBeInRange(records - 9, records - 1);

        var offsets = behind.ReadAll().Select(r => r.Offset).ToList();

        // What it had fetched before, a gap, and everything that is retained.
        offsets.ShouldBeInOrder();
        offsets.ShouldBeUnique();
        offsets.Count.ShouldBeLessThan(records - 1);
        offsets.Where(o => o >= begin).ShouldBe(Enumerable.Range((int)begin, records - (int)begin).Select(o => (long)o));
        await using var late = log.OpenReader(Topic, 0, 0);
        late.Position.ShouldBe(begin);
    }

    [Fact]
    public async Task Two_writers_of_a_partition_both_see_all()
    {
        var one = Open(partitions: 1);
        var other = OpenAgain(partitions: 1);
        for (var i = 0; i < 20; i++) await Soon(other.AppendTextAsync("D2", $"other {i}"));

        var position = await Soon(one.AppendTextAsync("D1", "one"));

        one.HighWatermark(Topic, 0).ShouldBe(21);
        other.HighWatermark(Topic, 0).ShouldBe(21);
        var record = (await other.ReadAllAsync(0)).Single(r => r.Text == "one");
        record.Offset.ShouldBe(position.Offset);
    }

    [Fact]
    public void A_topic_made_anew_is_another_log()
    {
        var before = Open(partitions: 1).Lineage(Topic, 0);
        _cluster.DeleteTopic(Topic);
        _cluster.CreateTopic(Topic, 1);

        OpenAgain(partitions: 1).Lineage(Topic, 0).SharedUntil(before).ShouldBe(0);
    }

    [Fact]
    public void A_topic_with_other_partitions_than_configured_is_refused()
    {
        _cluster.CreateTopic(Topic, 3);
        _cluster.CreateTopic(Topics.Alarms, 1);

        var error = Should.Throw<LogException>(() => OpenAgain(partitions: 4));

        error.IsTransient.ShouldBeFalse();
        error.Message.ShouldContain("has 3 partitions, but Log:Partitions:telemetry.v1 is 4");
    }

    [Fact]
    public void A_topic_that_cannot_be_created_is_named()
    {
        _cluster.CreateTopic(Topics.Alarms, 1); // the mock brokers create none on request

        Should.Throw<LogException>(() => OpenAgain(
            partitions: 4, new KafkaLogOptions
            {
                BootstrapServers = _cluster.BootstrapServers, RequestTimeout =
                TimeSpan.FromSeconds(1)
            })).Message.ShouldContain(Topic);
    }

    [Fact]
    public void A_cluster_that_does_not_answer_is_named_with_its_option()
    {
        var error = Should.Throw<LogException>(() => OpenAgain(
            partitions: 1, new KafkaLogOptions { BootstrapServers = "127.0.0.1:1", RequestTimeout = TimeSpan.FromSeconds(1) }));

        error.IsTransient.ShouldBeTrue();
        error.Message.ShouldContain("127.0.0.1:1 (Log:Kafka:BootstrapServers)");
    }

    [Fact]
    public async Task Installations_with_different_prefixes_share_a_cluster()
    {
        _cluster.CreateTopic("north." + Topic, 1);
        _cluster.CreateTopic("north." + Topics.Alarms, 1);
        var plain = Open(partitions: 1);
        var north = OpenAgain(partitions: 1, new KafkaLogOptions
        {
            BootstrapServers = _cluster.BootstrapServers,
            TopicPrefix = "north.",
            FetchWait = TimeSpan.FromMilliseconds(10),
        });

        await Soon(north.AppendTextAsync("D1", "north"));

        (await plain.ReadAllAsync(0)).ShouldBeEmpty();
        (await north.ReadAllAsync(0)).ShouldHaveSingleItem().Text.ShouldBe("north");
    }

    private static Task Soon(ValueTask task) => task.AsTask().WaitAsync(Patience);

    private static Task<T> Soon<T>(ValueTask<T> task) => task.AsTask().WaitAsync(Patience);

    private static Task<T> Soon<T>(Task<T> task) => task.WaitAsync(Patience);

    // As a worker does: what is transient is tried again.
    private static async Task Until(Func<Task> attempt)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                await attempt().WaitAsync(Patience);
                return;
            }
            catch (LogException error) when (error.IsTransient && TimeProvider.System.GetElapsedTime(begun) < Patience)
            {
                await Task.Yield();
            }
        }
    }

    private ITelemetryLog Open(int partitions, KafkaLogOptions? kafka = null)
    {
        _cluster.CreateTopic(Topic, partitions);
        _cluster.CreateTopic(Topics.Alarms, 1);
        return OpenAgain(partitions, kafka);
    }

    private ITelemetryLog OpenAgain(int partitions, KafkaLogOptions? kafka = null)
    {
        var options = KafkaTelemetryLogTests.OptionsFor(_cluster.BootstrapServers, new LogTestOptions { Partitions = partitions }, kafka);
        var log = TelemetryLogs.Open(options, TimeProvider.System, NullLoggerFactory.Instance);
        _opened.Add(log);
        return log;
    }
}
