using System.Diagnostics.CodeAnalysis;

namespace Maintenance.Simulator.Mqtt;

/// <summary>
/// Publishes with QoS 1 over a link, with a bounded number of publications open: a full publisher refuses more instead of queueing.
/// Steady state allocates nothing beyond what the client library allocates per message.
/// <para>Failure strategy: when a connection breaks, open publications are either published again on the next one (<c>republishes</c>)
/// or dropped for the caller to send again. A refusal is reported and final. The broker's Receive Maximum (MQTT 5) is respected.</para>
/// <para>Threading: one caller publishes; the events come from any thread.</para>
/// </summary>
internal sealed class MqttPublisher
{
    private readonly int _maxOpen;
    private readonly bool _republishes;
    private readonly Lock _sync = new();
    private readonly Lock _sending = new();
    private readonly Stack<MqttPublication> _free;
    private readonly Queue<MqttPublication> _ready;
    private MqttConnection? _connection;
    private int _onWire;
    private TaskCompletionSource? _released;

    /// <param name="link">Link, not yet started.</param>
    /// <param name="maxOpen">Maximum number of unacknowledged publications.</param>
    /// <param name="republishes">True: publications left open by a broken connection are published again.</param>
    public MqttPublisher(MqttLink link, int maxOpen, bool republishes)
    {
        _maxOpen = maxOpen;
        _republishes = republishes;
        _free = new Stack<MqttPublication>(maxOpen);
        _ready = new Queue<MqttPublication>(maxOpen);
        for (var i = 0; i < maxOpen; i++) _free.Push(new MqttPublication(Complete));
        link.Connected += OnConnected;
        link.Disconnected += _ => OnDisconnected();
    }

    /// <summary>The broker acknowledged a publication.</summary>
    public event Action? Accepted;

    /// <summary>The broker refused a publication; the argument is the reason.</summary>
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
            lock (_sync) return _maxOpen - _free.Count;
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
    /// Publishes a copy; false if the maximum is open or, for a publisher that does not republish, there is no connection.
    /// </summary>
    public bool TryPublish(string topic, ReadOnlySpan<byte> payload)
    {
        lock (_sync)
        {
            if ((_connection is null && !_republishes) || !_free.TryPop(out var publication)) return false;
            publication.Fill(topic, payload);
            _ready.Enqueue(publication);
        }
        Pump();
        return true;
    }

    /// <summary>Waits until at most this many publications are open.</summary>
    public async ValueTask WaitAsync(int open, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task released;
            lock (_sync)
            {
                if (_maxOpen - _free.Count <= open) return;
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
            while (!_republishes && _ready.TryDequeue(out var given)) _free.Push(given);
        }
    }

    // Held while starting, so that two threads cannot reorder a drill's records.
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
        // Any fault but a refusal ends the connection: the library may have sent half a packet.
        var fault = publication.Fault;
        if (fault is null) Report(publication.Refusal);
        else publication.Connection!.Break(fault);
        TaskCompletionSource? released = null;
        lock (_sync)
        {
            if (ReferenceEquals(publication.Connection, _connection))
            {
                _onWire--;
                if (fault is not null) _connection = null;
            }
            if (fault is not null && _republishes)
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

    private void Report(string? refusal)
    {
        if (refusal is null) Accepted?.Invoke();
        else Refused?.Invoke(refusal);
    }
}
