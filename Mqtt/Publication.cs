using System.Threading.Tasks.Sources;

namespace Maintenance.Mqtt;

/// <summary>One publication under way: a pooled, awaitable completion. Continuations never run on the network thread.</summary>
internal sealed class Publication : IValueTaskSource
{
    private readonly PublicationTable _table;
    private ManualResetValueTaskSourceCore<bool> _core = new() { RunContinuationsAsynchronously = true };

    public Publication(PublicationTable table) => _table = table;

    /// <summary>Next in the same slot, or in the pool.</summary>
    public Publication? Next { get; set; }

    public MqttQos Qos { get; set; }

    public ValueTask Task => new(this, _core.Version);

    public void Complete() => _core.SetResult(true);

    public void Fail(MqttException error) => _core.SetException(error);

    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    public void GetResult(short token)
    {
        try
        {
            _core.GetResult(token);
        }
        finally
        {
            _core.Reset();
            _table.Return(this);
        }
    }
}
