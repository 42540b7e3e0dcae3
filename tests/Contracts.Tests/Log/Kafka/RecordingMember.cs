using Maintenance.Core.Ports;

namespace Maintenance.Contracts.Tests.Log.Kafka;

/// <summary>Keeps what a member of a group was told, and lets a test wait for a state of it.</summary>
internal sealed class RecordingMember : IAssignmentListener
{
    private readonly Lock _lock = new();
    private readonly SortedSet<int> _owned = [];
    private readonly List<string> _calls = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Calls
    {
        get
        {
            lock (_lock) return string.Join(" | ", _calls);
        }
    }

    public int[] Owned
    {
        get
        {
            lock (_lock) return [.. _owned];
        }
    }

    public ValueTask OnAssignedAsync(IReadOnlyList<int> partitions) => Note("+", partitions, _owned.Add);

    public ValueTask OnRevokedAsync(IReadOnlyList<int> partitions) => Note("-", partitions, _owned.Remove);

    public async Task UntilAsync(Func<RecordingMember, bool> state, TimeSpan patience)
    {
        var deadline = Task.Delay(patience);
        while (true)
        {
            Task changed;
            lock (_lock) changed = _changed.Task;
            if (state(this)) return;
            if (await Task.WhenAny(changed, deadline) == deadline) throw new TimeoutException($"The member was told: {Calls}");
        }
    }

    private ValueTask Note(string sign, IReadOnlyList<int> partitions, Func<int, bool> apply)
    {
        lock (_lock)
        {
            foreach (var partition in partitions)
            {
                if (!apply(partition)) throw new InvalidOperationException($"{sign}{partition} twice, after {string.Join(" | ", _calls)}");
            }
            _calls.Add(sign + string.Join(',', partitions));
            _changed.TrySetResult();
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        return ValueTask.CompletedTask;
    }
}
