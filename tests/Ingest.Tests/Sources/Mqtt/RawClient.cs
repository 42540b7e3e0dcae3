using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Maintenance.Ingest.Tests.Sources.Mqtt;

/// <summary>Bytes on a connection, for what a well-behaved client never sends.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    /// <summary>How many bytes were handed to the system.</summary>
    public int Sent { get; private set; }

    public static async Task<RawClient> OpenAsync(int port)
    {
        var client = new RawClient();
        client._socket.NoDelay = true;
        await client._socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), IngestHost.Soon);
        return client;
    }

    /// <summary>Opens a connection and is let in, as MQTT 3.1.1.</summary>
    public static async Task<RawClient> ConnectAsync(int port, string clientId, ushort keepAliveSeconds = 0, bool clean = true)
    {
        var client = await OpenAsync(port);
        await client.SendAsync(Connect(clientId, keepAliveSeconds, clean));
        var answer = await client.ReceiveAsync(4);
        answer[0].ShouldBe((byte)0x20);
        answer[3].ShouldBe((byte)0);
        return client;
    }

    public static byte[] Connect(string clientId, ushort keepAliveSeconds, bool clean)
    {
        var id = Encoding.UTF8.GetBytes(clientId);
        return
        [
            0x10, (byte)(12 + id.Length), 0, 4, (byte)'M', (byte)'Q', (byte)'T', (byte)'T', 4, (byte)(clean ? 2 : 0),
            (byte)(keepAliveSeconds >> 8), (byte)keepAliveSeconds,
            (byte)(id.Length >> 8), (byte)id.Length, .. id,
        ];
    }

    public static byte[] Publish(string topic, ushort packetId, byte[] payload, int qos = 1)
    {
        var name = Encoding.UTF8.GetBytes(topic);
        byte[] body = [(byte)(name.Length >> 8), (byte)name.Length, .. name, .. qos > 0
            ? [(byte)(packetId >> 8), (byte)packetId] : Array.Empty<byte>(), .. payload];
        return [(byte)(0x30 | (qos << 1)), .. Length(body.Length), .. body];
    }

    public static IEnumerable<byte> Length(int length)
    {
        do
        {
            yield return (byte)((length & 0x7F) | (length > 0x7F ? 0x80 : 0));
            length >>= 7;
        }
        while (length > 0);
    }

    public async Task SendAsync(byte[] bytes)
    {
        for (var at = 0; at < bytes.Length;)
        {
            var sent = await _socket.SendAsync(bytes.AsMemory(at), SocketFlags.None, IngestHost.Soon);
            (at, Sent) = (at + sent, Sent + sent);
        }
    }

    public async Task<byte[]> ReceiveAsync(int count)
    {
        var bytes = new byte[count];
        for (var at = 0; at < count;)
        {
            var read = await _socket.ReceiveAsync(bytes.AsMemory(at), SocketFlags.None, IngestHost.Soon);
            if (read == 0) throw new EndOfStreamException($"The connection ended after {at} of {count} bytes.");
            at += read;
        }
        return bytes;
    }

    /// <summary>Completes when the other side has closed the connection.</summary>
    public async Task ClosedAsync()
    {
        var bytes = new byte[1024];
        try
        {
            while (await _socket.ReceiveAsync(bytes, SocketFlags.None, IngestHost.Soon) > 0)
            {
                // What was under way before it was closed.
            }
        }
        catch (SocketException)
        {
            // Reset.
        }
    }

    public int Available => _socket.Available;

    public void Dispose() => _socket.Dispose();
}
