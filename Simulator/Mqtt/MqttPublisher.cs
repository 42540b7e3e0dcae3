using System.Diagnostics.CodeAnalysis;

namespace Maintenance.Simulator.Mqtt;

/// <summary>
/// QoS 1 publications over a link, at most so many open at once: a full publisher says so, and nothing queues behind it. Steady state
/// allocates nothing beyond what the client library makes for a message.
/// <para>Failure strategy: on a break, what is open is published again on the next connection (<c>keeps</c>), or given up by a caller who
/// sends again himself. A refusal is told and final. The broker's own bound on open publications (MQTT 5) is kept.</para>
/// <para>Threading: one caller publishes; the events come from any thread.</para>
/// </summary>
internal sealed class MqttPublisher
{
    private readonly int _most;
    private readonly bool _keeps;
    private readonly Lock _sync = new();
    private readonly Lock _sending = new();
    private readonly Stack<MqttPublication> _free;
    private readonly Queue<MqttPublication> _ready;
    private MqttConnection? _connection;
    private int _onWire;
    private TaskCompletionSource? _released;

    /// <param name="link">Link, not yet started.</param>
    /// <param name="most">Most publications open at once, acknowledged ones not counted.</param>
    /// <param name="keeps">True: what a break leaves open is published again.</param>
    public MqttPublisher(MqttLink link, int most, bool keeps)
    {
        _most = most;
        _keeps = keeps;
        _free = new Stack<MqttPublication>(most);
        _ready = new Queue<MqttPublication>(most);
        for (var i = 0; i < most; i++) _free.Push(new MqttPublication(Complete));
        link.Connected += OnConnected;
        link.Disconnected += _ => OnDisconnected();
    }

    /// <summary>The broker acknowledged a publication.</summary>
    public event Action? Accepted;

    /// <summary>The broker refused a publication, for this reason.</summary>
    public event Action<string>? Refused;

    /// <summary>True while there is a connection.</summary>
    public bool IsConnected
    {
        get
        {
            lock (_sync) return _connection is not null;
        }
    }

    /// <summary>Publications not yet acknowledged.</summary>
    public int Open
    {
        get
        {
            lock (_sync) return _most - _free.Count;
        }
    }

    /// <summary>Publications handed to the connection and not yet acknowledged.</summary>
    public int OnWire
    {
        get
        {
            lock (_sync) return _onWire;
        }
    }

    /// <summary>
    /// Publishes a copy; false when as many as allowed are open or, for a publisher that keeps nothing, there is no connection.
    /// </summary>
    public bool TryPublish(string topic, ReadOnlySpan<byte> payload)
    {
        lock (_sync)
        {
            if ((_connection is null && !_keeps) || !_free.TryPop(out var publication)) return false;
            publication.Fill(topic, payload);
            _ready.Enqueue(publication);
        }
        Pump();
        return true;
    }

    /// <summary>Waits until at most so many publications are open.</summary>
    public async ValueTask WaitAsync(int open, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task released;
            lock (_sync)
            {
                if (_most - _free.Count <= open) return;
                released = (_released ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }
            await released.WaitAsync(cancellationToken);
        }
    }

    private void OnConnected(MqttConnection connection)
    {
        lock (_sync)
        {
            _connection = connection;
            _onWire = 0;
        }
        Pump();
    }

    private void OnDisconnected()
    {
        lock (_sync)
        {
            _connection = null;
            while (!_keeps && _ready.TryDequeue(out var given)) _free.Push(given);
        }
    }

    // Held over the hand-over, so that two threads cannot turn the order of a drill's records.
    private void Pump()
    {
        lock (_sending)
            while (TryTake(out var publication)) publication.Start();
    }

    private bool TryTake([NotNullWhen(true)] out MqttPublication? publication)
    {
        lock (_sync)
        {
            publication = null;
            if (_connection is not { } connection || _onWire >= connection.ReceiveMaximum || !_ready.TryDequeue(out publication))
                return false;
            publication.Connection = connection;
            _onWire++;
            return true;
        }
    }

    private void Complete(MqttPublication publication)
    {
        // Any fault but a refusal ends the connection: the library may have sent the half of a packet.
        var fault = publication.Fault;
        if (fault is null) Tell(publication.Refusal);
        else publication.Connection!.Break(fault);
        TaskCompletionSource? released = null;
        lock (_sync)
        {
            if (ReferenceEquals(publication.Connection, _connection))
            {
                _onWire--;
                if (fault is not null) _connection = null;
            }
            if (fault is not null && _keeps)
            {
                _ready.Enqueue(publication);
            }
            else
            {
                _free.Push(publication);
                (released, _released) = (_released, null);
            }
        }
        released?.TrySetResult();
        Pump();
    }

    private void Tell(string? refusal)
    {
        if (refusal is null) Accepted?.Invoke();
        else Refused?.Invoke(refusal);
    }
}
