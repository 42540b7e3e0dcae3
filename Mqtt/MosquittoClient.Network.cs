using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Maintenance.Mqtt.Native;

namespace Maintenance.Mqtt;

/// <content>The network thread: connect, poll, read, write, and the library's callbacks, all on that one thread.</content>
public sealed partial class MosquittoClient
{
    // Reads per turn: enough to amortise the poll, few enough that publications are not kept waiting.
    private const int ReadsPerTurn = 256;
    private const int PollMilliseconds = 1000;
    private const int DisconnectTurns = 20;
    private const int SubscriptionRefused = 0x80;
    private const int Acknowledged = -1; // as message id of a subscription

    private string _lastReason = "not connected";
    private bool _addressed;
    private bool _refused;

    private void RunNetwork()
    {
        try
        {
            var delay = _options.ReconnectMinDelay;
            while (!_stopping)
            {
                if (TryOpen()) PumpUntilBroken(ref delay);
                if (_stopping) break;
                BreakOff(delay);
                Pause(delay);
                delay = delay * 2 < _options.ReconnectMaxDelay ? delay * 2 : _options.ReconnectMaxDelay;
            }
            SayGoodbye();
            _ended.TrySetResult();
        }
        catch (Exception e) // top of the thread: whoever disposes must learn that it died, and not wait for ever
        {
            _lastReason = e.Message;
            _isConnected = false;
            Report(MqttConnectionState.Closed, $"the MQTT network thread died: {e.Message}");
            _ended.TrySetResult();
        }
    }

    private bool TryOpen()
    {
        var result = _addressed
            ? LibMosquitto.ReconnectAsync(_native)
            : LibMosquitto.ConnectAsync(_native, _options.Host, _options.Port, (int)_options.KeepAlive.TotalSeconds);
        _addressed = true;
        if (result is MosquittoError.Success or MosquittoError.ConnectionPending) return true;
        _lastReason = LibMosquitto.Describe(result);
        return false;
    }

    private void PumpUntilBroken(ref TimeSpan delay)
    {
        while (!_stopping)
        {
            var result = Turn(PollMilliseconds);
            if (_isConnected) delay = _options.ReconnectMinDelay;
            if (result == MosquittoError.Success) continue;
            if (result != MosquittoError.NoConnection) _lastReason = LibMosquitto.Describe(result);
            return;
        }
    }

    /// <summary>Waits for traffic, for something to send, or for the timeout; then reads and writes what there is.</summary>
    private unsafe int Turn(int timeoutMilliseconds)
    {
        var socket = LibMosquitto.Socket(_native);
        if (socket < 0) return MosquittoError.NoConnection;
        var descriptors = stackalloc LibC.PollDescriptor[2];
        descriptors[0] = new() { Descriptor = socket, Events = (short)(LibC.PollIn | (LibMosquitto.WantsWrite(_native) ? LibC.PollOut : 0)) };
        descriptors[1] = new() { Descriptor = (int)_wakeEvent.DangerousGetHandle(), Events = LibC.PollIn };
        _ = LibC.Poll(descriptors, 2, timeoutMilliseconds);
        if (descriptors[1].Returned != 0)
        {
            LibC.Drain(_wakeEvent);
            Interlocked.Exchange(ref _wakePending, 0);
        }
        if ((descriptors[0].Returned & ~LibC.PollOut) != 0)
        {
            var read = ReadMany();
            if (read != MosquittoError.Success) return read;
        }
        if (LibMosquitto.WantsWrite(_native))
        {
            var written = LibMosquitto.LoopWrite(_native, 1);
            if (written != MosquittoError.Success) return written;
        }
        return LibMosquitto.LoopMisc(_native);
    }

    private int ReadMany()
    {
        for (var i = 0; i < ReadsPerTurn; i++)
        {
            var result = LibMosquitto.LoopRead(_native, 1);
            if (result != MosquittoError.Success) return result;
            // The marshaller clears errno before the call: EAGAIN therefore says that this very call found the socket empty.
            if (Marshal.GetLastPInvokeError() == LibC.TryAgain || LibMosquitto.Socket(_native) < 0) break;
        }
        return MosquittoError.Success;
    }

    private void BreakOff(TimeSpan delay)
    {
        var wasConnected = _isConnected;
        _isConnected = false;
        lock (_stateSync)
        {
            if (wasConnected) _connectedOnce = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        var lost = new MqttException($"The connection to the broker at {_options.Host}:{_options.Port} broke: {_lastReason}.");
        foreach (var publication in _publications.TakeAll(onlyQos0: true)) Finish(publication, lost);
        Report(MqttConnectionState.Disconnected, $"broker {_options.Host}:{_options.Port}: {_lastReason}; next attempt in {delay.TotalSeconds:0.##} s");
    }

    private unsafe void Pause(TimeSpan delay)
    {
        var until = Environment.TickCount64 + (long)delay.TotalMilliseconds;
        for (var left = (long)delay.TotalMilliseconds; left > 0 && !_stopping; left = until - Environment.TickCount64)
        {
            var descriptor = new LibC.PollDescriptor { Descriptor = (int)_wakeEvent.DangerousGetHandle(), Events = LibC.PollIn };
            _ = LibC.Poll(&descriptor, 1, (int)left);
            LibC.Drain(_wakeEvent);
            Interlocked.Exchange(ref _wakePending, 0);
        }
    }

    private void SayGoodbye()
    {
        _isConnected = false;
        if (LibMosquitto.Socket(_native) < 0) return;
        // Queued messages precede the DISCONNECT; the library closes the socket once it is written.
        _ = LibMosquitto.Disconnect(_native);
        for (var i = 0; i < DisconnectTurns && LibMosquitto.Socket(_native) >= 0; i++)
            if (Turn(timeoutMilliseconds: 100) != MosquittoError.Success) return;
    }

    private void Send(Subscription subscription)
    {
        if (LibMosquitto.Subscribe(_native, out var messageId, subscription.Filter, (int)subscription.Qos) == MosquittoError.Success)
            subscription.MessageId = messageId;
    }

    private void OnConnected(int code)
    {
        if (code != 0)
        {
            _lastReason = LibMosquitto.DescribeConnack(code);
            return;
        }
        lock (_subscriptions)
        {
            _isConnected = true;
            _refused = false;
            foreach (var subscription in _subscriptions) Send(subscription);
        }
        lock (_stateSync) _connectedOnce.TrySetResult();
        Report(MqttConnectionState.Connected, $"connected to {_options.Host}:{_options.Port}");
    }

    private void OnSubscribed(int messageId, int granted)
    {
        lock (_subscriptions)
        {
            foreach (var subscription in _subscriptions)
            {
                if (subscription.MessageId != messageId) continue;
                subscription.MessageId = Acknowledged;
                if (granted < SubscriptionRefused) subscription.Acknowledged.TrySetResult();
                else subscription.Acknowledged.TrySetException(new MqttException($"The broker refused the subscription '{subscription.Filter}'."));
                if (granted >= SubscriptionRefused) _refused = true;
            }
            if (_refused || _subscriptions.Exists(s => s.MessageId != Acknowledged)) return;
        }
        Report(MqttConnectionState.Subscribed, $"subscribed at {_options.Host}:{_options.Port}");
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void HandleConnect(nint client, nint userData, int code) => From(userData)?.OnConnected(code);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void HandleDisconnect(nint client, nint userData, int code)
    {
        if (From(userData) is { } self && self._isConnected) self._lastReason = code == 0 ? "disconnected" : "connection lost";
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void HandlePublish(nint client, nint userData, int messageId)
    {
        if (From(userData) is { } self && self._publications.Take(messageId) is { } publication) self.Finish(publication, error: null);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static unsafe void HandleSubscribe(nint client, nint userData, int messageId, int count, int* granted) =>
        From(userData)?.OnSubscribed(messageId, count > 0 ? granted[0] : SubscriptionRefused);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static unsafe void HandleMessage(nint client, nint userData, NativeMessage* native)
    {
        if (From(userData) is not { _onMessage: { } handler } self) return;
        try
        {
            var message = new MqttMessage(
                MemoryMarshal.CreateReadOnlySpanFromNullTerminated(native->Topic),
                new ReadOnlySpan<byte>(native->Payload, native->PayloadLength),
                native->Retain != 0);
            handler(in message);
        }
        catch (Exception e) // an exception must not unwind through native frames; the owner is told
        {
            self.HandlerFailed?.Invoke(e);
        }
    }

    private static MosquittoClient? From(nint userData) => GCHandle.FromIntPtr(userData).Target as MosquittoClient;
}
