using Maintenance.Core.Ports;
using static Maintenance.Contracts.Tests.Log.LogProbe;

namespace Maintenance.Contracts.Tests.Log;

/// <content>Appending: order, partitions, durability, limits.</content>
public abstract partial class TelemetryLogContract
{
    [Fact]
    public async Task Records_of_a_key_are_read_in_the_order_of_their_appends()
    {
        var log = await Open();
        for (var i = 0; i < 50; i++)
            foreach (var key in new[] { "D1", "D2", "D3" }) await Soon(log.AppendTextAsync(key, $"{key}:{i}"));

        var records = await log.ReadAllPartitionsAsync();

        records.Count.ShouldBe(150);
        foreach (var key in new[] { "D1", "D2", "D3" })
            records.Where(r => r.Key == key).Select(r => r.Text).ShouldBe(Enumerable.Range(0, 50).Select(i => $"{key}:{i}"));
    }

    [Theory]
    [InlineData("21", -973932308)]
    [InlineData("foobar", -790332482)]
    [InlineData("a-little-bit-long-string", -985981536)]
    [InlineData("a-little-bit-longer-string", -1486304829)]
    [InlineData("lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58897971)]
    [InlineData("abc", 479470107)]
    public async Task The_partition_of_a_key_is_kafkas(string key, int murmur2)
    {
        var log = await Open();
        var expected = (murmur2 & 0x7fffffff) % log.PartitionCount(Topic);

        var position = await Soon(log.AppendTextAsync(key, "x"));

        position.Partition.ShouldBe(expected);
        (await log.ReadAllAsync(expected)).ShouldHaveSingleItem().Key.ShouldBe(key);
    }

    [Fact]
    public async Task An_append_that_completed_is_below_the_high_watermark_and_readable()
    {
        var log = await Open();
        for (var i = 0; i < 20; i++)
        {
            var position = await Soon(log.AppendTextAsync("D1", $"{i}"));

            log.HighWatermark(Topic, position.Partition).ShouldBeGreaterThanOrEqualTo(position.NextOffset);
            var read = await log.ReadAllAsync(position.Partition, position.Offset);
            read.ShouldHaveSingleItem().Text.ShouldBe($"{i}");
            read[0].Offset.ShouldBe(position.Offset);
        }
    }

    [Fact]
    public async Task The_key_and_value_may_be_changed_once_the_task_is_returned()
    {
        var log = await Open(new LogTestOptions { Partitions = 1 });
        var appends = new List<Task<LogPosition>>();
        var value = new byte[300_000];
        for (var i = 0; i < 100; i++)
        {
            Array.Fill(value, (byte)i);
            appends.Add(log.AppendAsync(Topic, "D1"u8.ToArray(), value, CancellationToken.None).AsTask());
        }
        Array.Fill(value, byte.MaxValue);
        await Soon(appends);

        var records = await log.ReadAllAsync(0);

        records.Count.ShouldBe(100);
        for (var i = 0; i < 100; i++) records[i].Value.AsSpan().ContainsAnyExcept((byte)i).ShouldBeFalse($"record {i}");
    }

    [Fact]
    public async Task Appends_far_beyond_the_bytes_in_flight_all_complete_in_order()
    {
        var log = await Open(new LogTestOptions { Partitions = 1, MaxRecordBytes = 1 << 20, MaxBytesInFlight = 2 << 20 });
        var appends = Enumerable.Range(0, 200).Select(i => log.AppendBytesAsync("D1", Payload(100_000 + i, i)).AsTask()).ToList();

        var positions = await Soon(appends);

        positions.Select(p => p.Offset).ShouldBeInOrder();
        var records = await log.ReadAllAsync(0);
        records.Count.ShouldBe(200);
        for (var i = 0; i < 200; i++) records[i].Value.ShouldBeBytes(Payload(100_000 + i, i));
    }

    [Fact]
    public async Task Concurrent_appenders_lose_nothing_and_keep_the_order_of_each_key()
    {
        var log = await Open();
        await Soon(Enumerable.Range(0, 32).Select(async a =>
        {
            await Task.Yield();
            for (var i = 0; i < 100; i++)
            {
                if (i % 3 == 0) await log.AppendAllAsync(Texts(($"D{a}", $"{i}")));
                else await log.AppendTextAsync($"D{a}", $"{i}");
            }
            await log.AppendTextAsync($"D{a}", "100");
            return a;
        }));

        var byKey = (await log.ReadAllPartitionsAsync()).ToLookup(r => r.Key);

        byKey.Count.ShouldBe(32);
        foreach (var key in byKey) key.Select(r => int.Parse(r.Text)).ShouldBe(Enumerable.Range(0, 101), key.Key);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(262_100)]
    [InlineData(262_144)]
    [InlineData(1 << 20)]
    [InlineData(3_333_333)]
    [InlineData(8 << 20)]
    public async Task A_record_of_any_size_up_to_the_limit_is_read_whole_between_its_neighbours(int length)
    {
        var log = await Open(new LogTestOptions { Partitions = 1 });
        var large = Payload(length, seed: length);
        var key = new string('k', 256);
        await Soon(log.AppendTextAsync("D1", "before"));
        await Soon(log.AppendBytesAsync(key, large));
        await Soon(log.AppendTextAsync("D1", "after"));

        for (var pass = 0; pass < 2; pass++)
        {
            var records = await log.ReadAllAsync(0);
            records.Count.ShouldBe(3);
            records[0].Text.ShouldBe("before");
            records[1].Key.ShouldBe(key);
            records[1].Value.AsSpan().SequenceEqual(large).ShouldBeTrue();
            records[2].Text.ShouldBe("after");
            log = await Reopen(log, new LogTestOptions { Partitions = 1 });
        }
    }

    [Fact]
    public async Task What_is_outside_the_limits_is_refused_and_nothing_is_appended()
    {
        var log = await Open(new LogTestOptions { MaxRecordBytes = 10_000 });
        ValueTask<LogPosition> Append(string topic, int key, int value) =>
            log.AppendAsync(topic, new byte[key], new byte[value], CancellationToken.None);

        await Should.ThrowAsync<ArgumentException>(async () => await Append(Topic, 2, 10_001));
        await Should.ThrowAsync<ArgumentException>(async () => await Append(Topic, 0, 1));
        await Should.ThrowAsync<ArgumentException>(async () => await Append(Topic, 257, 1));
        await Should.ThrowAsync<ArgumentException>(async () => await Append("no-such-topic", 2, 1));
        Should.Throw<ArgumentException>(() => log.PartitionCount("no-such-topic"));
        Should.Throw<ArgumentException>(() => log.OpenReader(Topic, 4, 0));
        Should.Throw<ArgumentException>(() => log.HighWatermark(Topic, -1));

        (await log.ReadAllPartitionsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_batch_is_durable_when_its_append_completes_and_keeps_the_order_of_each_key()
    {
        var log = await Open();
        for (var round = 0; round < 5; round++)
        {
            var batch = Texts(Enumerable.Range(round * 100, 100).Select(i => ($"D{i % 7}", $"{i}")));
            await Soon(log.AppendAllAsync(batch));
            batch.Refused.ShouldBeEmpty();
            (await log.ReadAllPartitionsAsync()).Count.ShouldBe((round + 1) * 100);
        }

        foreach (var key in (await log.ReadAllPartitionsAsync()).ToLookup(r => r.Key)) key.Select(r => int.Parse(r.Text)).ShouldBeInOrder();
        await Soon(log.AppendAllAsync(Texts()));
    }

    [Fact]
    public async Task A_record_of_a_batch_that_is_refused_for_good_fails_alone()
    {
        var log = await Open(new LogTestOptions { Partitions = 1, MaxRecordBytes = 10_000 });
        var batch = Texts(("D1", "before"), ("D1", new string('x', 10_001)), ("D2", "between"), ("D2", new string('x', 10_001)),
            ("D1", "after"));

        await Soon(log.AppendAllAsync(batch));

        batch.Refused.Keys.Order().ShouldBe([1, 3]);
        batch.Refused[1].ShouldContain("10000 bytes (Log:MaxRecordBytes), this one has 10001");
        (await log.ReadAllAsync(0)).Select(r => r.Text).ShouldBe(["before", "between", "after"]);
    }

    [Fact]
    public async Task A_cancelled_append_throws_and_harms_nobody()
    {
        var log = await Open(new LogTestOptions { Partitions = 1 });
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(async () =>
            await log.AppendAsync(Topic, "D1"u8.ToArray(), "x"u8.ToArray(), source.Token));
        await Soon(log.AppendTextAsync("D1", "y"));

        (await log.ReadAllAsync(0)).Select(r => r.Text).ShouldContain("y");
    }

    [Fact]
    public async Task Records_carry_the_time_of_their_append()
    {
        var log = await Open(new LogTestOptions { Partitions = 1 });
        await Soon(log.AppendTextAsync("D1", "a"));
        Clock.Advance(TimeSpan.FromMilliseconds(1500));
        await Soon(log.AppendTextAsync("D1", "b"));

        var times = (await log.ReadAllAsync(0)).Select(r => r.TimestampUnixMicros).ToArray();

        times[1].ShouldBe(Clock.GetUtcNow().ToUnixTimeMilliseconds() * 1000);
        (times[1] - times[0]).ShouldBe(1_500_000);
    }

    [Fact]
    public async Task Topics_are_independent()
    {
        var log = await Open();
        await Soon(log.AppendTextAsync("D1", "telemetry"));
        await Soon(log.AppendAsync(Core.Log.Topics.Alarms, "D1"u8.ToArray(), "alarm"u8.ToArray(), CancellationToken.None));

        (await log.ReadAllPartitionsAsync()).ShouldHaveSingleItem().Text.ShouldBe("telemetry");
        await using var reader = log.OpenReader(Core.Log.Topics.Alarms, 0, 0);
        reader.ReadAll().ShouldHaveSingleItem().Text.ShouldBe("alarm");
    }

    [Fact]
    public async Task A_closed_log_refuses_to_work()
    {
        var log = await Open();
        await log.DisposeAsync();

        await Should.ThrowAsync<ObjectDisposedException>(async () => await log.AppendTextAsync("D1", "x"));
        await Should.ThrowAsync<ObjectDisposedException>(async () => await log.AppendAllAsync(Texts(("D1", "x"))));
        Should.Throw<ObjectDisposedException>(() => log.OpenReader(Topic, 0, 0));
    }
}
