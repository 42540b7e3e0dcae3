using Maintenance.Core.Ports;
using Maintenance.Store.Log.Embedded;
using Microsoft.Extensions.Logging.Abstractions;
using static Maintenance.Contracts.Tests.Log.LogProbe;

namespace Maintenance.Contracts.Tests.Log.Embedded;

/// <summary>The embedded engine on a disk that is full, slow or broken.</summary>
public sealed class EmbeddedLogFaultTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly LogTestOptions OnePartition = new() { Partitions = 1, MaxRecordBytes = 1 << 20, MaxBytesInFlight = 3 << 20 };

    private readonly string _directory = Directory.CreateTempSubdirectory("telemetry-log-fault-").FullName;
    private readonly FaultyStorage _storage = new();

    public void Dispose()
    {
        _storage.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task A_full_disk_refuses_appends_as_transient_and_the_log_works_again_once_there_is_space()
    {
        await using var log = Open();
        await log.AppendTextAsync("D1", "before");
        _storage.Full = true;

        // Which of them waits and which is refused at once does not matter: all say "try again".
        for (var i = 0; i < 4; i++)
        {
            var error = await Should.ThrowAsync<LogException>(() => log.AppendTextAsync("D1", "refused").AsTask().WaitAsync(Patience));
            error.IsTransient.ShouldBeTrue();
            error.Message.ShouldContain("No space left");
        }
        (await Should.ThrowAsync<LogException>(() => log.AppendAllAsync(Texts(("D1", "refused"))).AsTask()
            .WaitAsync(Patience))).IsTransient.ShouldBeTrue();
        (await log.ReadAllAsync(0)).ShouldHaveSingleItem().Text.ShouldBe("before"); // reading goes on

        _storage.Full = false;
        await RetryUntilTakenAsync(log, "after");

        var texts = (await log.ReadAllAsync(0)).Select(r => r.Text).ToArray();
        texts[0].ShouldBe("before");
        texts[^1].ShouldBe("after");
        texts.Skip(1).SkipLast(1).ShouldAllBe(t => t == "refused"); // may be in the log, at most once each
        texts.Length.ShouldBeLessThanOrEqualTo(7);
    }

    [Fact]
    public async Task Records_queued_when_the_disk_filled_up_become_durable_later()
    {
        await using (var log = Open())
        {
            _storage.Full = true;
            await Should.ThrowAsync<LogException>(() => log.AppendAllAsync(Texts(("D1", "0"), ("D1", "1"), ("D1", "2"))).AsTask()
                .WaitAsync(Patience));
            await Should.ThrowAsync<LogException>(() => log.AppendTextAsync("D1", "refused").AsTask().WaitAsync(Patience));
            _storage.Full = false;
            await RetryUntilTakenAsync(log, "after");
        }
        await using var reopened = Open();
        var texts = (await reopened.ReadAllAsync(0)).Select(r => r.Text).ToArray();
        texts[0].ShouldBe("0");
        texts[^1].ShouldBe("after");
    }

    [Fact]
    public async Task What_a_failed_sync_lost_is_written_again()
    {
        await using (var log = Open())
        {
            for (var i = 0; i < 20; i++)
            {
                if (i % 5 == 0) _storage.LoseNextSync();
                try
                {
                    await log.AppendTextAsync("D1", $"{i}").AsTask().WaitAsync(Patience);
                }
                catch (LogException error)
                {
                    error.IsTransient.ShouldBeTrue();
                    await RetryUntilTakenAsync(log, $"{i}");
                }
            }
        }
        _storage.Failures.ShouldBeGreaterThanOrEqualTo(4);
        await using var reopened = Open();
        (await reopened.ReadAllAsync(0)).Select(r => r.Text).Distinct().ShouldBe(Enumerable.Range(0, 20).Select(i => $"{i}"));
    }

    [Fact]
    public async Task On_a_stuck_disk_senders_wait_and_memory_stays_bounded()
    {
        var settings = new PartitionSettings(Topic, 0, Path.Combine(_directory, "0"), 4 << 20, MaxBytesInFlight: 3 << 20, TimeSpan.Zero,
            Fsync: true);
        await using var log = LogPartition.Open(settings, _storage, new AppendOperationPool(), TimeProvider.System, NullLogger.Instance);
        _storage.Blocked = true;
        var (key, value) = ("D1"u8.ToArray(), Payload(100_000, 1));
        var sent = Enumerable.Range(0, 100).Select(_ => log.EnqueueAsync(key, value, CancellationToken.None).AsTask()).ToList();

        // 3 MiB in flight hold at most 31 such records; all others wait their turn.
        sent.Count(t => t.IsCompleted).ShouldBeInRange(20, 31);
        var completed = sent.TakeWhile(t => t.IsCompleted).Count();
        sent.Skip(completed).ShouldAllBe(t => !t.IsCompleted);
        using var source = new CancellationTokenSource();
        var cancelled = log.AppendAsync(key, value, source.Token).AsTask();
        await source.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => cancelled.WaitAsync(Patience));

        _storage.Blocked = false;
        var positions = await Task.WhenAll(sent).WaitAsync(Patience);
        await log.FlushAsync(CancellationToken.None);
        positions.Select(p => p.Offset).ShouldBeInOrder();
        await using var reader = log.OpenReader(0);
        reader.ReadAll().Count.ShouldBe(100); // the cancelled one was never written
    }

    [Fact]
    public async Task Closing_on_a_full_disk_ends_and_leaves_a_log_that_opens()
    {
        var log = Open();
        await log.AppendTextAsync("D1", "kept");
        _storage.Full = true;
        await Should.ThrowAsync<LogException>(() => log.AppendTextAsync("D1", "lost").AsTask().WaitAsync(Patience));

        await log.DisposeAsync().AsTask().WaitAsync(Patience);

        _storage.Full = false;
        await using var reopened = Open();
        (await reopened.ReadAllAsync(0)).ShouldHaveSingleItem().Text.ShouldBe("kept");
        await reopened.AppendTextAsync("D1", "next");
        (await reopened.ReadAllAsync(0)).Count.ShouldBe(2);
    }

    private static async Task RetryUntilTakenAsync(ITelemetryLog log, string text)
    {
        using var source = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                await log.AppendTextAsync("D1", text);
                return;
            }
            catch (LogException error) when (error.IsTransient && !source.IsCancellationRequested)
            {
                await Task.Yield();
            }
        }
    }

    private EmbeddedTelemetryLog Open() =>
        EmbeddedTelemetryLog.Open(EmbeddedTelemetryLogTests.OptionsFor(_directory, OnePartition), _storage, TimeProvider.System,
            NullLoggerFactory.Instance);
}
