using System.Buffers;
using System.Buffers.Text;
using System.Net.WebSockets;
using System.Text;

namespace Maintenance.Training.Bench.Feed;

/// <summary>
/// One watcher of the hub <c>/hub/fleet</c>, as light as a client can be, since thousands share the machine with the server: JSON protocol
/// of SignalR over a WebSocket, of which it reads only where a message ends and when the blocks in it were received.
/// </summary>
/// <param name="tally">What all clients have received.</param>
/// <param name="pause">How long it rests after each kilobyte; zero reads as fast as the server sends.</param>
internal sealed class FeedClient(FeedTally tally, TimeSpan pause) : IDisposable
{
    private const byte End = 0x1e;
    private const int FastBuffer = 16 * 1024;
    private const int SlowBuffer = 1024;
    private static readonly byte[] Handshake = Encoding.UTF8.GetBytes("{\"protocol\":\"json\",\"version\":1}\u001e");
    private static readonly byte[] Ping = Encoding.UTF8.GetBytes("{\"type\":6}\u001e");

    private static readonly byte[] Watch = Encoding.UTF8.GetBytes(string.Concat(
        new[] { "WatchFleet\",\"arguments\":[null]", "WatchAlarmCounts\",\"arguments\":[]", "WatchAlarmAssets\",\"arguments\":[]" }
            .Select(w => $"{{\"type\":1,\"target\":\"{w}}}\u001e")));

    private readonly ClientWebSocket _socket = new();
    private byte[] _kept = [];
    private int _keptBytes;
    private bool _hasState;

    public bool IsSlow => pause > TimeSpan.Zero;

    /// <summary>Connects and watches what the page Fleet watches.</summary>
    public async Task ConnectAsync(Uri hub, string token, HttpMessageInvoker invoker, CancellationToken cancellationToken)
    {
        _socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        _socket.Options.KeepAliveInterval = TimeSpan.Zero;
        await _socket.ConnectAsync(hub, invoker, cancellationToken);
        await SendAsync(Handshake, cancellationToken);
        await SendAsync(Watch, cancellationToken);
    }

    /// <summary>A client that says nothing for 30 s is taken for dead.</summary>
    public Task PingAsync(CancellationToken cancellationToken) => SendAsync(Ping, cancellationToken);

    /// <summary>Receives until cancelled.</summary>
    /// <exception cref="BenchException">The server closed the connection.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(IsSlow ? SlowBuffer : FastBuffer);
        try
        {
            while (true)
            {
                var read = await _socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
                if (read.MessageType == WebSocketMessageType.Close)
                    throw new BenchException($"The server closed a connection: {_socket.CloseStatusDescription}.");
                Take(buffer.AsSpan(0, read.Count));
                if (IsSlow) await Task.Delay(pause, cancellationToken);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public void Dispose() => _socket.Dispose();

    private Task SendAsync(byte[] message, CancellationToken cancellationToken) =>
        _socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);

    private void Take(ReadOnlySpan<byte> received)
    {
        tally.AddBytes(received.Length);
        int end;
        while ((end = received.IndexOf(End)) >= 0)
        {
            if (_keptBytes == 0)
            {
                Message(received[..end]);
            }
            else
            {
                Keep(received[..end]);
                Message(_kept.AsSpan(0, _keptBytes));
                _keptBytes = 0;
            }
            received = received[(end + 1)..];
        }
        if (received.Length > 0) Keep(received);
    }

    private void Keep(ReadOnlySpan<byte> part)
    {
        if (_kept.Length < _keptBytes + part.Length) Array.Resize(ref _kept, Math.Max(4096, 2 * (_keptBytes + part.Length)));
        part.CopyTo(_kept.AsSpan(_keptBytes));
        _keptBytes += part.Length;
    }

    private void Message(ReadOnlySpan<byte> message)
    {
        if (message.IndexOf("\"target\":\"fleet\""u8) < 0)
        {
            if (message.IndexOf("\"target\":"u8) >= 0) tally.AddMessage();
            return;
        }
        tally.AddMessage();
        var isState = !_hasState; // the first says what was before
        _hasState = true;
        if (isState || IsSlow) return;
        var now = tally.NowUnixMillis;
        var name = "\"receivedUnixMillis\":"u8;
        int at;
        while ((at = message.IndexOf(name)) >= 0)
        {
            message = message[(at + name.Length)..];
            if (Utf8Parser.TryParse(message, out double received, out _)) tally.AddUpdate(now - received);
        }
    }
}
