using System.Runtime.InteropServices;
using Maintenance.Mqtt.Native;
using Microsoft.Win32.SafeHandles;

namespace Maintenance.Mqtt;

/// <summary>
/// MQTT 3.1.1 client over Eclipse Mosquitto's library.
/// <para>Failure strategy: a broken connection is opened again for ever, with bounded backoff, and subscriptions are renewed each time.
/// Publications of QoS 1 survive the break inside the library and are sent again; those of QoS 0 fail. Disposing fails what is left.
/// The library acknowledges an incoming message to the broker before the application sees it: who must not lose it needs an
/// acknowledgement of its own (<c>docs/formats/acknowledgement.md</c>).</para>
/// <para>Threading: one background thread per client runs the network and calls the message handler and the events.
/// All public members may be called from any thread but <see cref="DisposeAsync"/>, not from the handler.</para>
/// </summary>
public sealed partial class MosquittoClient : IAsyncDisposable
{
    private readonly MosquittoClientOptions _options;
    private readonly MqttMessageHandler? _onMessage;
    private readonly PublicationTable _publications = new();
    private readonly SemaphoreSlim _inFlight;
    private readonly List<Subscription> _subscriptions = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _stateSync = new();
    private readonly SafeFileHandle _wakeEvent;
    private readonly MosquittoHandle _native;
    private readonly GCHandle _self;
    private TaskCompletionSource _connectedOnce = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _stopping;
    private volatile bool _isConnected;
    private bool _started;
    private int _wakePending;
    private int _disposed;

    /// <summary>Creates a client that does nothing until <see cref="Start"/>.</summary>
    /// <param name="options">How to connect.</param>
    /// <param name="onMessage">Takes incoming messages on the network thread; null for a client that only publishes.</param>
    /// <exception cref="MqttException">The library is absent or refuses an option.</exception>
    public MosquittoClient(MosquittoClientOptions options, MqttMessageHandler? onMessage = null)
    {
        options.Validate();
        _options = options;
        _onMessage = onMessage;
        _inFlight = new SemaphoreSlim(options.MaxInFlight, options.MaxInFlight);
        LibMosquitto.EnsureInitialised();
        _wakeEvent = LibC.CreateEvent();
        _self = GCHandle.Alloc(this, GCHandleType.Weak);
        _native = LibMosquitto.New(options.ClientId, options.CleanSession, GCHandle.ToIntPtr(_self));
        if (_native.IsInvalid) throw new MqttException($"mosquitto_new refused client id '{options.ClientId}'.");
        Configure();
    }

    /// <summary>Raised on the network thread after a change of the connection; handlers must not block or throw.</summary>
    public event Action<MqttStateChange>? StateChanged;

    /// <summary>Raised on the network thread when the message handler threw: the message is lost to this client, the connection goes on.</summary>
    public event Action<Exception>? HandlerFailed;

    /// <summary>True while the broker accepts traffic.</summary>
    public bool IsConnected => _isConnected;

    /// <summary>Publications accepted and not yet acknowledged.</summary>
    public int InFlight => _options.MaxInFlight - _inFlight.CurrentCount;

    /// <summary>Starts the network thread, which connects and keeps connected.</summary>
    public void Start()
    {
        lock (_stateSync)
        {
            ObjectDisposedException.ThrowIf(_disposed != 0, this);
            if (_started) return;
            _started = true;
        }
        new Thread(RunNetwork) { IsBackground = true, Name = $"mqtt {_options.ClientId}" }.Start();
    }

    /// <summary>Starts, and completes when the broker has accepted the connection for the first time since the last break.</summary>
    public Task ConnectAsync(CancellationToken cancellationToken)
    {
        Start();
        lock (_stateSync) return _connectedOnce.Task.WaitAsync(cancellationToken);
    }

    /// <summary>
    /// Subscribes now and after every connect. The task completes at the broker's first SUBACK; it need not be awaited.
    /// </summary>
    /// <exception cref="MqttException">From the task: the broker refused the filter.</exception>
    public Task SubscribeAsync(string filter, MqttQos qos, CancellationToken cancellationToken)
    {
        var subscription = new Subscription(filter, qos);
        lock (_subscriptions)
        {
            _subscriptions.Add(subscription);
            if (_isConnected) Send(subscription);
        }
        Wake();
        return subscription.Acknowledged.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Sends DISCONNECT after what is queued, ends the thread and destroys the client. Publications still open fail.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        _stopping = true;
        Wake();
        bool started;
        lock (_stateSync) started = _started;
        if (started) await _ended.Task;
        _native.Dispose();
        _wakeEvent.Dispose();
        _self.Free();
        var closed = new MqttException("The MQTT client was closed before the broker acknowledged the message.");
        foreach (var publication in _publications.TakeAll(onlyQos0: false)) Finish(publication, closed);
        lock (_stateSync) _connectedOnce.TrySetException(closed);
        _ = _connectedOnce.Task.Exception;
        foreach (var subscription in _subscriptions)
        {
            subscription.Acknowledged.TrySetException(closed);
            _ = subscription.Acknowledged.Task.Exception;
        }
        Report(MqttConnectionState.Closed, "closed");
    }

    private unsafe void Configure()
    {
        LibMosquitto.Check(LibMosquitto.SetThreaded(_native, threaded: true), "mosquitto_threaded_set");
        LibMosquitto.Check(LibMosquitto.SetOption(_native, LibMosquitto.OptionSendMaximum, _options.MaxInFlight), "mosquitto_int_option(send maximum)");
        LibMosquitto.Check(LibMosquitto.SetOption(_native, LibMosquitto.OptionTcpNoDelay, 1), "mosquitto_int_option(no delay)");
        if (_options.Username is not null)
            LibMosquitto.Check(LibMosquitto.SetCredentials(_native, _options.Username, _options.Password), "mosquitto_username_pw_set");
        if (_options.TlsCaFile is not null)
        {
            LibMosquitto.Check(
                LibMosquitto.SetTls(_native, _options.TlsCaFile, caPath: null, _options.TlsCertificateFile, _options.TlsKeyFile, passwordCallback: 0),
                $"mosquitto_tls_set('{_options.TlsCaFile}')");
        }
        if (_options.Will is { } will)
        {
            fixed (byte* payload = will.Payload)
                LibMosquitto.Check(LibMosquitto.SetWill(_native, will.Topic, will.Payload.Length, payload, (int)will.Qos, will.Retain), "mosquitto_will_set");
        }
        LibMosquitto.OnConnect(_native, &HandleConnect);
        LibMosquitto.OnDisconnect(_native, &HandleDisconnect);
        LibMosquitto.OnPublish(_native, &HandlePublish);
        LibMosquitto.OnMessage(_native, &HandleMessage);
        LibMosquitto.OnSubscribe(_native, &HandleSubscribe);
    }

    private void Wake()
    {
        if (Interlocked.Exchange(ref _wakePending, 1) == 0) LibC.Signal(_wakeEvent);
    }

    private void Report(MqttConnectionState state, string reason)
    {
        try
        {
            StateChanged?.Invoke(new MqttStateChange(state, reason));
        }
        catch (Exception e) // runs inside a native callback: an exception would end the process
        {
            HandlerFailed?.Invoke(e);
        }
    }

    private sealed class Subscription(string filter, MqttQos qos)
    {
        public string Filter { get; } = filter;

        public MqttQos Qos { get; } = qos;

        public int MessageId { get; set; }

        public TaskCompletionSource Acknowledged { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
