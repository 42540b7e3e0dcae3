using Confluent.Kafka;
using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Maintenance.Store.Log;
using Maintenance.Store.Log.Kafka;
using Maintenance.Tests.Kafka;
using Microsoft.Extensions.Logging.Abstractions;
using static Maintenance.Contracts.Tests.Log.LogProbe;

namespace Maintenance.Contracts.Tests.Log.Kafka;

/// <summary>Who owns which partition when processes come, leave and fall silent.</summary>
public sealed class KafkaGroupTests : IAsyncLifetime, IDisposable
{
    private const short HeartbeatRequest = 12;
    private const int Partitions = 6;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly MockCluster _cluster = new();
    private readonly List<ITelemetryLog> _opened = [];

    public Task InitializeAsync()
    {
        _cluster.CreateTopic(Topic, Partitions);
        _cluster.CreateTopic(Topics.Alarms, 1);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        foreach (var log in _opened) await log.DisposeAsync();
    }

    public void Dispose() => _cluster.Dispose();

    [Fact]
    public async Task A_second_member_takes_its_share_and_gives_it_back_and_what_stays_is_never_revoked()
    {
        var first = new RecordingMember();
        var second = new RecordingMember();
        await using var membership = await Join(first);
        await first.UntilAsync(m => m.Owned.Length == Partitions, Patience);

        await using (await Join(second))
        {
            await second.UntilAsync(m => m.Owned.Length == Partitions / 2, Patience);
            first.Owned.Concat(second.Owned).Order().ShouldBe(Enumerable.Range(0, Partitions));
            first.Calls.ShouldBe($"+0,1,2,3,4,5 | -{string.Join(',', second.Owned)}");
        }

        await first.UntilAsync(m => m.Owned.Length == Partitions, Patience);
        second.Owned.ShouldBeEmpty();
        await membership.DisposeAsync();
        first.Owned.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_partition_is_assigned_to_another_only_after_its_owner_gave_it_back()
    {
        var first = new SlowMember();
        var second = new RecordingMember();
        await using var membership = await Join(first);
        await first.Assigned.Task.WaitAsync(Patience);

        await using var other = await Join(second);
        try
        {
            await first.Revoking.Task.WaitAsync(Patience);
            second.Owned.ShouldBeEmpty();
        }
        finally
        {
            first.MayReturn.SetResult(); // leaving the group waits for it, also when the test has failed
        }

        await second.UntilAsync(m => m.Owned.Length == Partitions / 2, Patience);
    }

    [Fact]
    public async Task A_member_that_the_group_took_for_dead_is_told_so_and_comes_back()
    {
        var member = new RecordingMember();
        await using var membership = await Join(member);
        await member.UntilAsync(m => m.Owned.Length == Partitions, Patience);

        _cluster.Refuse(HeartbeatRequest, ErrorCode.UnknownMemberId);

        await member.UntilAsync(m => m.Calls == "+0,1,2,3,4,5 | -0,1,2,3,4,5 | +0,1,2,3,4,5", Patience);
    }

    [Fact]
    public async Task Members_of_different_groups_do_not_share()
    {
        var scoring = new RecordingMember();
        var lake = new RecordingMember();
        await using var one = await Join(scoring);
        await using var two = await Join(lake, "lake");

        await scoring.UntilAsync(m => m.Owned.Length == Partitions, Patience);
        await lake.UntilAsync(m => m.Owned.Length == Partitions, Patience);
    }

    private async Task<IAsyncDisposable> Join(IAssignmentListener listener, string group = "scoring")
    {
        var log = TelemetryLogs.Open(
            KafkaTelemetryLogTests.OptionsFor(_cluster.BootstrapServers, new LogTestOptions { Partitions = Partitions }, new KafkaLogOptions
            {
                BootstrapServers = _cluster.BootstrapServers,
                SessionTimeout = TimeSpan.FromSeconds(2),
            }),
            TimeProvider.System, NullLoggerFactory.Instance);
        _opened.Add(log);
        return await log.SubscribeAsync(Topic, group, listener, CancellationToken.None);
    }

    private sealed class SlowMember : IAssignmentListener
    {
        public TaskCompletionSource Assigned { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Revoking { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource MayReturn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ValueTask OnAssignedAsync(IReadOnlyList<int> partitions)
        {
            Assigned.TrySetResult();
            return ValueTask.CompletedTask;
        }

        public async ValueTask OnRevokedAsync(IReadOnlyList<int> partitions)
        {
            Revoking.TrySetResult();
            await MayReturn.Task;
        }
    }
}
