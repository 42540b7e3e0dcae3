using Confluent.Kafka;
using Maintenance.Core.Ports;
using Microsoft.Extensions.Logging;

namespace Maintenance.Store.Log.Kafka;

/// <summary>
/// This process's membership in a consumer group. Only assignments come from the group: no offset is committed to it and nothing is fetched
/// through it. Rebalances are cooperative: retained partitions are not revoked.
/// <para>Threading: one thread polls the group and calls the listener, so its calls never overlap; a slow revocation delays the group
/// (up to <see cref="KafkaLogOptions.RevocationTimeout"/>), never overlaps with the next owner. Heartbeats come from the client's own
/// thread.</para>
/// <para>Failure: a lost membership revokes all owned partitions and rejoins.</para>
/// </summary>
internal sealed class KafkaGroupMembership : IAsyncDisposable
{
    // How soon leaving is noticed; assignments do not wait for it.
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    private readonly KafkaClients _clients;
    private readonly string _topic;
    private readonly string _kafkaTopic;
    private readonly string _group;
    private readonly IAssignmentListener _listener;
    private readonly ILogger _logger;
    private readonly SortedSet<int> _owned = [];
    private readonly ManualResetEventSlim _stop = new();
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _pausePending;
    private int _disposed;

    public KafkaGroupMembership(KafkaClients clients, string topic, string kafkaTopic, string group, IAssignmentListener listener,
        ILogger logger)
    {
        (_clients, _topic, _kafkaTopic, _group, _listener, _logger) = (clients, topic, kafkaTopic, group, listener, logger);
        new Thread(Run) { IsBackground = true, Name = $"kafka-group {group}" }.Start();
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        _stop.Set();
        await _left.Task;
        _stop.Dispose();
    }

    private void Run()
    {
        try
        {
            while (!_stop.IsSet)
            {
                try
                {
                    BeMember();
                }
                catch (Exception error)
                {
                    // The loop's top: a failed member gives its partitions back and rejoins.
                    KafkaLogMessages.MembershipFailed(_logger, _group, _topic, error);
                    RevokeAll();
                    _stop.Wait(PauseAfterFailure);
                }
            }
            _left.SetResult();
        }
        catch (Exception error)
        {
            _left.SetException(error); // the listener failed to stop its workers: reported to the caller of DisposeAsync
        }
    }

    private void BeMember()
    {
        using var consumer = _clients.Member(_group, OnAssigned, OnRevoked, OnLost);
        consumer.Subscribe(_kafkaTopic);
        while (!_stop.IsSet)
        {
            try
            {
                consumer.Consume(Poll);
            }
            catch (ConsumeException error) when (KafkaErrors.IsTransient(error.Error))
            {
                KafkaLogMessages.Degraded(_logger, _group, error.Error.Reason, error.Error.Code.ToString());
            }
            if (!_pausePending) continue;
            consumer.Pause(consumer.Assignment);
            _pausePending = false;
        }
        consumer.Close(); // revokes, then leaves, so that others need not wait for the session timeout
        RevokeAll();
    }

    private void OnAssigned(IReadOnlyList<TopicPartition> partitions)
    {
        _pausePending = true;
        int[] added = [.. partitions.Select(p => p.Partition.Value).Where(_owned.Add).Order()];
        if (added.Length == 0) return;
        KafkaLogMessages.Assigned(_logger, _group, _topic, string.Join(',', added));
        Await(_listener.OnAssignedAsync(added));
    }

    private void OnRevoked(IReadOnlyList<TopicPartition> partitions)
    {
        int[] removed = [.. partitions.Select(p => p.Partition.Value).Where(_owned.Remove).Order()];
        if (removed.Length == 0) return;
        KafkaLogMessages.Revoked(_logger, _group, _topic, string.Join(',', removed));
        Await(_listener.OnRevokedAsync(removed));
    }

    private void OnLost(IReadOnlyList<TopicPartition> partitions)
    {
        KafkaLogMessages.Lost(_logger, _group, _topic, string.Join(',', partitions.Select(p => p.Partition.Value)));
        OnRevoked(partitions);
    }

    private void RevokeAll() => OnRevoked([.. _owned.Select(p => new TopicPartition(_kafkaTopic, p))]);

    // The group's callbacks are synchronous and this thread serves only the group: waiting here is what delays the rebalance.
    private static void Await(ValueTask call) => call.AsTask().GetAwaiter().GetResult();
}
