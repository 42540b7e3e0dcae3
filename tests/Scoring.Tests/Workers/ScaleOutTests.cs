using System.Diagnostics.Metrics;
using Confluent.Kafka;
using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Maintenance.Scoring.Tests.Pipeline;
using Maintenance.Scoring.Workers;
using Maintenance.Tests.Kafka;
using Maintenance.Tests.Log;
using Microsoft.Extensions.DependencyInjection;

namespace Maintenance.Scoring.Tests.Workers;

/// <summary>Several scoring processes in one consumer group of Kafka's, before one store.</summary>
public sealed class ScaleOutTests(DuckDbFixture fixture) : IClassFixture<DuckDbFixture>, IDisposable
{
    private const short HeartbeatRequest = 12;
    private const int Partitions = 4;
    private const int Assets = 12;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly MockCluster _cluster = NewCluster();
    private readonly string _reader = Lab.NewName("group");
    private readonly string[] _assets = [.. Enumerable.Range(0, Assets).Select(_ => Lab.NewName("shared"))];

    public void Dispose() => _cluster.Dispose();

    [Fact]
    public async Task Members_that_join_and_leave_lose_and_repeat_nothing_and_score_as_one_would()
    {
        var first = await StartAsync(fixture.Store);
        await SendAsync(first, 0, 30);
        await UntilAsync(() => first.Partitions.Length == Partitions);

        await using (var second = await StartAsync(fixture.Store))
        {
            await SendAsync(first, 30, 60); // while the partitions move
            await UntilAsync(() => second.Partitions.Length == Partitions / 2);
            await SendAsync(second, 60, 90);
            await first.DisposeAsync(); // while its workers are at work
            await SendAsync(second, 90, 120);
            await using var third = await StartAsync(fixture.Store);
            await SendAsync(second, 120, 150);
            await UntilAsync(() => third.Partitions.Length == Partitions / 2);
            second.Partitions.Concat(third.Partitions).Order().ShouldBe(Enumerable.Range(0, Partitions));
            await UntilScoredAsync(second.Log);
        }

        var lab = new Lab(fixture.Store);
        var alone = Lab.NewName("alone");
        await lab.RunAsync([[.. Enumerable.Range(0, 150).Select(s => Records.Block(alone, s))]]);
        foreach (var asset in _assets)
        {
            (await lab.CountAsync("reading", asset)).ShouldBe(1_500);
            (await lab.CountAsync("descriptor", asset)).ShouldBe(150);
            (await lab.AccountAsync(asset)).ShouldBe(await lab.AccountAsync(alone));
            (await lab.DescriptorsAsync(asset)).ShouldBe(await lab.DescriptorsAsync(alone));
            (await lab.AssessmentsAsync(asset)).ShouldBe(await lab.AssessmentsAsync(alone));
        }
    }

    [Fact]
    public async Task A_worker_that_stood_still_while_its_partition_went_to_another_cannot_commit()
    {
        var store = new StandingStore(fixture.Store);
        (await ReadingsAfterStandingStillAsync(store)).ShouldBe(Assets * 200);
        store.Refused.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Without_the_compare_and_set_it_would_store_readings_twice()
    {
        var store = new StandingStore(fixture.Store, comparesOffsets: false);
        (await ReadingsAfterStandingStillAsync(store)).ShouldBeGreaterThan(Assets * 200, "else the test above shows nothing");
        store.Refused.ShouldBeEmpty();
    }

    [Fact]
    public async Task Lag_is_not_measured_while_no_broker_tells_where_partitions_end_and_measuring_goes_on()
    {
        await using var member = await StartAsync(fixture.Store, TimeSpan.FromSeconds(1));
        await UntilAsync(() => member.Partitions.Length == Partitions);
        using var provider = new ServiceCollection().AddMetrics().BuildServiceProvider();
        _ = new ScoringMetrics(provider.GetRequiredService<IMeterFactory>(), member.Service, member.Log);
        var measured = new Dictionary<string, int>(StringComparer.Ordinal);
        using var listener = new MeterListener
        {
            InstrumentPublished = (i, l) =>
            { if (i.Meter.Scope == provider.GetRequiredService<IMeterFactory>()) l.EnableMeasurementEvents(i); }
        };
        listener.SetMeasurementEventCallback<long>((i, _, _, _) => measured[i.Name] = measured.GetValueOrDefault(i.Name) + 1);
        listener.Start();
        listener.RecordObservableInstruments();
        measured["maintenance.scoring.lag"].ShouldBe(Partitions);

        for (var broker = 1; broker <= MockCluster.Brokers; broker++) _cluster.TakeDown(broker);
        measured.Clear();
        listener.RecordObservableInstruments();

        measured.ShouldNotContainKey("maintenance.scoring.lag");
        measured.ShouldContainKey("maintenance.scoring.readings");
    }

    // A member stands still in its commits, the group takes it for dead, another scores everything; then the first goes on.
    private async Task<long> ReadingsAfterStandingStillAsync(StandingStore store)
    {
        store.StandStill();
        await using var standing = await StartAsync(store);
        try
        {
            return await ReadingsAfterStandingStillAsync(store, standing);
        }
        finally
        {
            store.GoOn(); // else a test that failed before would wait for ever for the commits that stand
        }
    }

    private async Task<long> ReadingsAfterStandingStillAsync(StandingStore store, GroupMember standing)
    {
        await UntilAsync(() => standing.Partitions.Length == Partitions);
        await SendAsync(standing, 0, 10);
        await store.Standing.WaitAsync(Patience);
        // Brokers answer by kind of request, and this process has a membership for dead letters too, whose heartbeats take their share.
        _cluster.Refuse(HeartbeatRequest, [.. Enumerable.Repeat(ErrorCode.UnknownMemberId, 4)]);

        await using var other = await StartAsync(fixture.Store);
        await UntilAsync(() => other.Partitions.Length == Partitions);
        await SendAsync(other, 10, 20);
        await UntilScoredAsync(other.Log);
        store.GoOn();

        // It comes back into the group, which it can only after its commits are over.
        await UntilAsync(() => standing.Partitions.Length == Partitions / 2 && other.Partitions.Length == Partitions / 2);
        var lab = new Lab(fixture.Store);
        var readings = 0L;
        foreach (var asset in _assets) readings += await lab.CountAsync("reading", asset);
        return readings;
    }

    private Task<GroupMember> StartAsync(IConditionStore store, TimeSpan? requestTimeout = null) =>
        GroupMember.StartAsync(_cluster.BootstrapServers, Partitions, store, _reader, requestTimeout ?? TimeSpan.FromSeconds(10));

    private async Task SendAsync(GroupMember member, int fromSecond, int toSecond)
    {
        var batch = new RecordBatch(Topics.Telemetry);
        for (var second = fromSecond; second < toSecond; second++)
            foreach (var asset in _assets) batch.Add(asset, Records.Encode(Records.Block(asset, second)));
        await member.Log.AppendAllAsync(batch, CancellationToken.None).AsTask().WaitAsync(Patience);
    }

    private async Task UntilScoredAsync(ITelemetryLog log)
    {
        for (var partition = 0; partition < Partitions; partition++)
        {
            var key = new OffsetKey(_reader, Topics.Telemetry, partition);
            var end = log.HighWatermark(Topics.Telemetry, partition);
            if (end > 0) await UntilAsync(async () => await fixture.Store.ReadOffsetAsync(key, CancellationToken.None) == end);
        }
    }

    private static Task UntilAsync(Func<bool> state) => UntilAsync(() => Task.FromResult(state()));

    private static async Task UntilAsync(Func<Task<bool>> state)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await state()) await Task.Delay(20, patience.Token);
    }

    private static MockCluster NewCluster()
    {
        var cluster = new MockCluster();
        cluster.CreateTopic(Topics.Telemetry, Partitions);
        cluster.CreateTopic(Topics.DeadLetter, 1);
        return cluster;
    }
}
