using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using static Maintenance.Contracts.Tests.Log.LogProbe;

namespace Maintenance.Contracts.Tests.Log;

/// <content>Reading: offsets, independence, waiting, retention, reopening.</content>
public abstract partial class TelemetryLogContract
{
    private static readonly LogTestOptions OnePartition = new() { Partitions = 1 };

    [Fact]
    public async Task A_reader_begins_at_any_offset_that_a_record_had()
    {
        var log = await Open(OnePartition);
        var positions = await Soon(log.AppendTogetherAsync("D1", Enumerable.Range(0, 300).Select(i => Payload(1 + i * 37, i))));

        for (var i = 0; i < 300; i += 7)
        {
            (await log.ReadAllAsync(0, positions[i].Offset)).Select(r => r.Offset).ShouldBe(positions.Skip(i).Select(p => p.Offset));
            (await log.ReadAllAsync(0, positions[i].NextOffset)).Select(r => r.Offset)
                .ShouldBe(positions.Skip(i + 1).Select(p => p.Offset));
        }
    }

    [Fact]
    public async Task An_offset_between_records_begins_at_the_next_one()
    {
        var log = await Open(OnePartition);
        var positions = await Soon(log.AppendTogetherAsync("D1", Enumerable.Range(0, 40).Select(i => Payload(60_000, i))));

        for (var i = 0; i < 39; i++)
        {
            foreach (var offset in new[] { positions[i].Offset + 1, positions[i].NextOffset })
            {
                var records = await log.ReadAllAsync(0, offset);
                records.Count.ShouldBe(39 - i, $"from {offset}");
                records[0].Offset.ShouldBe(positions[i + 1].Offset);
            }
        }
    }

    [Fact]
    public async Task An_offset_past_the_end_waits_for_it()
    {
        var log = await Open(OnePartition);
        var first = await Soon(log.AppendTextAsync("D1", "0"));
        var size = Math.Max(1, first.NextOffset - first.Offset);
        await using var reader = log.OpenReader(Topic, 0, first.NextOffset + 3 * size);
        var wait = reader.WaitAsync(CancellationToken.None).AsTask();
        reader.Read(new LogBatch(), 1000).ShouldBe(0);
        var positions = new List<LogPosition>();
        for (var i = 1; i <= 6; i++) positions.Add(await Soon(log.AppendTextAsync("D1", $"{i}")));

        await wait.WaitAsync(Patience);

        reader.ReadAll().Select(r => r.Offset).ShouldBe(positions.Skip(3).Select(p => p.Offset));
    }

    [Fact]
    public async Task A_reader_gives_every_record_once_and_ends_without_lag()
    {
        var log = await Open(OnePartition);
        await using var reader = log.OpenReader(Topic, 0, 0);
        var seen = new List<int>();
        for (var i = 0; i < 30; i++)
        {
            await Soon(log.AppendTextAsync("D1", $"{i}"));
            if (i % 4 == 0) seen.AddRange(reader.ReadAll().Select(r => int.Parse(r.Text)));
        }
        (log.HighWatermark(Topic, 0) - reader.Position).ShouldBeGreaterThan(0);
        await Soon(reader.WaitAsync(CancellationToken.None));
        reader.HasMore.ShouldBeTrue();
        seen.AddRange(reader.ReadAll().Select(r => int.Parse(r.Text)));

        seen.ShouldBe(Enumerable.Range(0, 30));
        reader.Position.ShouldBe(log.HighWatermark(Topic, 0));
        reader.Read(new LogBatch(), 1000).ShouldBe(0);
        reader.HasMore.ShouldBeFalse();
    }

    [Fact]
    public async Task Readers_are_independent()
    {
        var log = await Open(OnePartition);
        await using var slow = log.OpenReader(Topic, 0, 0);
        var dead = log.OpenReader(Topic, 0, 0);
        await Soon(log.AppendAllAsync(Texts(Enumerable.Range(0, 100).Select(i => ("D1", $"{i}")))));
        slow.Read(new LogBatch(), 1).ShouldBe(1);
        await dead.DisposeAsync();

        await using var fast = log.OpenReader(Topic, 0, 0);
        fast.ReadAll().Count.ShouldBe(100);
        await Soon(log.AppendTextAsync("D1", "100"));

        fast.ReadAll().ShouldHaveSingleItem().Text.ShouldBe("100");
        slow.ReadAll().Select(r => int.Parse(r.Text)).ShouldBe(Enumerable.Range(1, 100));
    }

    [Fact]
    public async Task A_batch_is_bounded_in_bytes_but_takes_at_least_one_record()
    {
        var log = await Open(OnePartition);
        await Soon(log.AppendAllAsync(Texts(Enumerable.Repeat(("D1", new string('x', 1000)), 10))));
        await using var reader = log.OpenReader(Topic, 0, 0);
        var batch = new LogBatch();

        reader.Read(batch, 10).ShouldBe(1);
        reader.Read(batch, 3500).ShouldBeInRange(1, 3);
        batch.Bytes.ShouldBeInRange(2000, 4600);
        var before = batch.Count;
        reader.Read(batch, 1 << 20).ShouldBe(10 - before);
    }

    [Fact]
    public async Task Waiting_ends_with_the_next_record_or_at_once_when_there_is_one()
    {
        var log = await Open(OnePartition);
        await using var reader = log.OpenReader(Topic, 0, log.HighWatermark(Topic, 0));
        for (var i = 0; i < 20; i++)
        {
            var wait = reader.WaitAsync(CancellationToken.None).AsTask();
            wait.IsCompleted.ShouldBeFalse();
            await Soon(log.AppendTextAsync("D1", $"{i}"));
            await wait.WaitAsync(Patience);
            await Soon(reader.WaitAsync(CancellationToken.None));
            reader.ReadAll().ShouldHaveSingleItem().Text.ShouldBe($"{i}");
        }
    }

    [Fact]
    public async Task Waiting_can_be_cancelled_and_taken_up_again()
    {
        var log = await Open(OnePartition);
        await using var reader = log.OpenReader(Topic, 0, 0);
        using var source = new CancellationTokenSource();
        var wait = reader.WaitAsync(source.Token).AsTask();
        await source.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => wait.WaitAsync(Patience));
        await Soon(log.AppendTextAsync("D1", "x"));
        await Soon(reader.WaitAsync(CancellationToken.None));
        reader.ReadAll().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_reader_follows_writers_without_missing_or_repeating()
    {
        var log = await Open(OnePartition);
        await using var reader = log.OpenReader(Topic, 0, 0);
        var writing = Soon(Enumerable.Range(0, 4).Select(async w =>
        {
            await Task.Yield();
            for (var i = 0; i < 500; i += 20)
                await log.AppendAllAsync(Values("D1", Enumerable.Range(i, 20).Select(n => Payload(n * 13 % 5000, n))));
            return w;
        }));
        var offsets = new List<long>();
        var bytes = 0L;
        while (offsets.Count < 2000)
        {
            await Soon(reader.WaitAsync(CancellationToken.None));
            foreach (var record in reader.ReadAll(maxBytes: 50_000))
            {
                offsets.Add(record.Offset);
                bytes += record.Value.Length;
            }
        }
        await writing;

        offsets.ShouldBeUnique();
        offsets.ShouldBeInOrder();
        bytes.ShouldBe(4 * Enumerable.Range(0, 500).Sum(i => (long)(i * 13 % 5000)));
        reader.ReadAll().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_reopened_log_has_every_record_once_and_goes_on()
    {
        var log = await Open();
        var expected = new List<string>();
        for (var session = 0; session < 4; session++)
        {
            for (var i = 0; i < 40; i++)
            {
                expected.Add($"{session}:{i}");
                await Soon(log.AppendTextAsync("D1", expected[^1]));
            }
            expected.Add($"{session}:queued");
            var queued = log.AppendTextAsync("D1", expected[^1]).AsTask();
            log = await Reopen(log); // closing flushes what is queued
            await Soon([queued]);
            (await log.ReadAllPartitionsAsync()).Select(r => r.Text).ShouldBe(expected);
        }
    }

    [Fact]
    public async Task Offsets_stay_what_they_were_when_the_log_is_reopened()
    {
        var log = await Open(OnePartition);
        var positions = new List<LogPosition>();
        for (var i = 0; i < 100; i++) positions.Add(await Soon(log.AppendBytesAsync("D1", Payload(i * 311, i))));
        var end = log.HighWatermark(Topic, 0);

        log = await Reopen(log, OnePartition);

        log.HighWatermark(Topic, 0).ShouldBe(end);
        (await log.ReadAllAsync(0, positions[60].Offset)).Select(r => r.Offset).ShouldBe(positions.Skip(60).Select(p => p.Offset));
        (await Soon(log.AppendTextAsync("D1", "next"))).Offset.ShouldBeGreaterThanOrEqualTo(positions[^1].NextOffset);
    }

    [Fact]
    public async Task A_log_that_is_opened_again_is_known_to_hold_what_it_held()
    {
        var log = await Open(OnePartition);
        var before = log.Lineage(Topic, 0);
        before.IsKnown.ShouldBeTrue();
        before.SharedUntil(log.Lineage(Core.Log.Topics.Alarms, 0)).ShouldBe(0, "no two partitions are the same log");
        for (var opening = 0; opening < 4; opening++)
        {
            for (var i = 0; i < 10; i++) await Soon(log.AppendTextAsync("D1", $"{opening}:{i}"));
            var (end, lineage) = (log.HighWatermark(Topic, 0), log.Lineage(Topic, 0));
            log = await Reopen(log, OnePartition);
            log.Lineage(Topic, 0).SharedUntil(lineage).ShouldBeGreaterThanOrEqualTo(end);
        }
        LogLineage.Parse(log.Lineage(Topic, 0).ToString()).SharedUntil(log.Lineage(Topic, 0)).ShouldBe(long.MaxValue);
    }

    [Fact]
    public virtual async Task Retention_by_size_removes_the_oldest_and_keeps_at_least_what_it_says()
    {
        var options = OnePartition with { RetentionBytes = 3 << 20 };
        var log = await Open(options);
        await Soon(log.AppendAllAsync(Values("D1", Enumerable.Range(0, 100).Select(i => Payload(100_000, i)))));

        await ApplyRetentionAsync(log);

        for (var pass = 0; pass < 2; pass++)
        {
            log.BeginningOffset(Topic, 0).ShouldBeGreaterThan(4 << 20);
            (log.HighWatermark(Topic, 0) - log.BeginningOffset(Topic, 0)).ShouldBeInRange(3 << 20, 5 << 20);
            var records = await log.ReadAllAsync(0);
            records.Count.ShouldBeInRange(30, 50);
            for (var i = 0; i < records.Count; i++) records[i].Value.ShouldBeBytes(Payload(100_000, 100 - records.Count + i));
            log = await Reopen(log, options);
        }
    }

    [Fact]
    public virtual async Task Retention_by_age_removes_only_what_is_old()
    {
        var options = OnePartition with { RetentionAge = TimeSpan.FromHours(1) };
        var log = await Open(options);
        for (var i = 0; i < 30; i++) await Soon(log.AppendBytesAsync("D1", Payload(100_000, i)));
        await ApplyRetentionAsync(log);
        (await log.ReadAllAsync(0)).Count.ShouldBe(30);
        Clock.Advance(TimeSpan.FromHours(2));
        for (var i = 30; i < 60; i++) await Soon(log.AppendBytesAsync("D1", Payload(100_000, i)));
        Clock.Advance(TimeSpan.FromMinutes(30));

        await ApplyRetentionAsync(log);

        var records = await log.ReadAllAsync(0);
        records.Count.ShouldBeInRange(30, 45); // all of the young, and of the old at most what shares a file with them
        records[^1].Value.ShouldBeBytes(Payload(100_000, 59));
    }

    [Fact]
    public virtual async Task A_reader_that_retention_overtakes_goes_on_at_the_beginning()
    {
        var log = await Open(OnePartition with { RetentionBytes = 2 << 20 });
        await using var behind = log.OpenReader(Topic, 0, 0);
        for (var i = 0; i < 20; i++) await Soon(log.AppendBytesAsync("D1", Payload(100_000, i)));
        behind.Read(new LogBatch(), 1).ShouldBe(1);
        for (var i = 20; i < 100; i++) await Soon(log.AppendBytesAsync("D1", Payload(100_000, i)));

        await ApplyRetentionAsync(log);

        var records = behind.ReadAll();
        records[0].Offset.ShouldBeGreaterThanOrEqualTo(log.BeginningOffset(Topic, 0));
        records.Count.ShouldBeInRange(20, 40);
        records[^1].Value.ShouldBeBytes(Payload(100_000, 99));
        await using var late = log.OpenReader(Topic, 0, 0);
        late.Position.ShouldBe(log.BeginningOffset(Topic, 0));
    }

    [Fact]
    public async Task Subscribing_assigns_every_partition_once_and_leaving_revokes_them()
    {
        var log = await Open();
        var listener = new RecordingListener();

        var membership = await Soon(log.SubscribeAsync(Topic, "scoring", listener, CancellationToken.None));

        await listener.Assigned.Task.WaitAsync(Patience);
        listener.Calls.ShouldBe(["assigned 0,1,2,3"]);
        await membership.DisposeAsync();
        listener.Calls.ShouldBe(["assigned 0,1,2,3", "revoked 0,1,2,3"]);
    }

    private sealed class RecordingListener : IAssignmentListener
    {
        public List<string> Calls { get; } = [];

        public TaskCompletionSource Assigned { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ValueTask OnAssignedAsync(IReadOnlyList<int> partitions)
        {
            Calls.Add("assigned " + string.Join(',', partitions));
            Assigned.TrySetResult();
            return ValueTask.CompletedTask;
        }

        public ValueTask OnRevokedAsync(IReadOnlyList<int> partitions)
        {
            Calls.Add("revoked " + string.Join(',', partitions));
            return ValueTask.CompletedTask;
        }
    }
}
