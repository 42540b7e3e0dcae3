using Maintenance.Core.Feed;
using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Telemetry;
using Maintenance.Core.Time;
using Maintenance.Host.ScaleOut;
using Maintenance.Store.Log;
using Microsoft.Extensions.Logging.Abstractions;

namespace Maintenance.Host.Tests.ScaleOut;

/// <summary>What comes over <c>assessments.v1</c>: updates, versions of other builds, and what is neither.</summary>
public sealed class FeedReceiverTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("feed-receiver-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task What_is_no_update_is_kept_as_a_dead_letter_and_the_updates_behind_it_are_shown()
    {
        await using var log = Open();
        var feed = new LiveFeed();
        var shown = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = feed.Subscribe(updates => shown.TrySetResult(updates[0].Asset));
        using var receiver = new FeedReceiver(log, feed, new FeedIdentity(), TimeProvider.System, NullLogger<FeedReceiver>.Instance);
        await receiver.StartAsync(CancellationToken.None);
        var update = new SharedUpdate(SharedUpdate.Current, "another process", Update());
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));

        // The receiver begins at the end of the topic, wherever that is when it is ready: so until something is shown.
        while (!shown.Task.IsCompleted)
        {
            foreach (var value in new[] { "a line of text"u8.ToArray(), [], """{"version":2,"sender":"a newer build"}"""u8.ToArray(),
                update.Encode() })
                await log.AppendAsync(Topics.Assessments, "D1"u8.ToArray(), value, patience.Token);
            await Task.WhenAny(shown.Task, Task.Delay(100, patience.Token));
        }

        (await shown.Task).ShouldBe("D1");
        var letters = await LettersAsync(log, patience.Token);
        letters.Select(l => l.PayloadBytes).Distinct().Order().ShouldBe([0, 14]); // not those of a newer build
        letters.ShouldAllBe(l => l.Reason == DeadLetterReason.ForeignRecord
            && l.Source.StartsWith("log assessments.v1/0 offset ", StringComparison.Ordinal));
        await receiver.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Alarms_and_actions_of_other_processes_come_and_its_own_do_not()
    {
        await using var log = Open();
        var (feed, identity) = (new LiveFeed(), new FeedIdentity());
        var came = new System.Collections.Concurrent.ConcurrentQueue<string>();
        using var alarms = feed.SubscribeAlarms(rows => { foreach (var row in rows) came.Enqueue(row.Asset); });
        using var actions = feed.SubscribeActions(rows => { foreach (var row in rows) came.Enqueue(row.Actor); });
        using var receiver = new FeedReceiver(log, feed, identity, TimeProvider.System, NullLogger<FeedReceiver>.Instance);
        await receiver.StartAsync(CancellationToken.None);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!came.Contains("D1") || !came.Contains("ann"))
        {
            foreach (var value in new[]
            {
                SharedAlarm.Of(identity.Name, Event() with { Asset = "own" }).Encode(), "no alarm"u8.ToArray(),
                SharedAlarm.Of("another", Event()).Encode(), SharedAlarm.Of("another", Action()).Encode(),
            })
                await log.AppendAsync(Topics.Alarms, "D1"u8.ToArray(), value, patience.Token);
            await Task.Delay(100, patience.Token);
        }
        came.Distinct().Order().ShouldBe(["ann", "D1"], ignoreOrder: true);
        await receiver.StopAsync(CancellationToken.None);
    }

    private static AlarmEventRow Event() => new()
    {
        Asset = "D1", Rule = "hot", Level = "high", EventTimeUnixMicros = 1, KnownAtUnixMicros = 2, LogPartition = 0, LogOffset = 1,
        RuleVersion = 1, Priority = 2, RaisedUnixMicros = 1, ReturnedUnixMicros = UnixMicros.None, Value = 99, Limit = 95,
        Withdrawn = false, Because = null,
    };

    private static OperatorActionRow Action() => new()
    {
        Sequence = 1, EventTimeUnixMicros = 1, Actor = "ann", Action = "comment", Asset = "D1", Rule = "hot", OccurrenceUnixMicros = 1,
        Priority = 2, UntilUnixMicros = UnixMicros.None, Text = "t", Detail = null, RequestKey = null, PreviousHash = "", Hash = "",
    };

    private ITelemetryLog Open() => TelemetryLogs.Open(new TelemetryLogOptions
    {
        DataDirectory = _folder.FullName, Fsync = false, SegmentBytes = 1 << 20,
    }, TimeProvider.System, NullLoggerFactory.Instance);

    private static AssetUpdate Update() => new()
    {
        Asset = "D1",
        Region = "north",
        EventTimeUnixMicros = 1,
        ReceivedUnixMicros = 2,
        HealthIndex = 93,
        Grade = "A",
        FailureMode = "none",
        FailureProbability = 0,
        DrillingState = "drilling",
        Channels = [],
        Means = [],
        Minima = [],
        Maxima = [],
    };

    private static async Task<List<DeadLetterRecord>> LettersAsync(ITelemetryLog log, CancellationToken cancellationToken)
    {
        var letters = new List<DeadLetterRecord>();
        await using var reader = log.OpenReader(Topics.DeadLetter, 0, 0);
        var batch = new LogBatch();
        while (letters.Select(l => l.PayloadBytes).Distinct().Count() < 2)
        {
            await reader.WaitAsync(cancellationToken);
            batch.Clear();
            reader.Read(batch, 1 << 20);
            for (var i = 0; i < batch.Count; i++)
            {
                DeadLetterCodecV1.TryDecode(batch.Value(i), out var letter).ShouldBeTrue();
                letters.Add(letter!);
            }
        }
        return letters;
    }
}
