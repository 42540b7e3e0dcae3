using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Maintenance.Ingest.Sources.Mqtt.Inbound;
using MQTTnet.Adapter;
using MQTTnet.Channel;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace Maintenance.Ingest.Sources.Mqtt.Wire;

/// <summary>
/// One MQTT connection, in front of MQTTnet's server or client. Telemetry goes from here straight into the inbound buffer and never reaches
/// MQTTnet, whose own queue of received messages is unbounded; everything else is decoded and passed on.
/// <para>PUBACK and PUBREC of telemetry are sent when <see cref="Acknowledge"/> says that it is durable, many in one write. While the
/// buffer is full, or too many messages wait for the log, the connection is not read and TCP pushes back.</para>
/// <para>Failure strategy: a broken connection discards what it has not acknowledged; the peer resends it. A peer that does not read
/// its acknowledgements delays nobody else.</para>
/// <para>Steady state allocates nothing per message (benchmark Mqtt.TakePublish).</para>
/// <para>Threading: one reader; any number of senders, one at a time; acknowledgements by the worker.</para>
/// </summary>
internal abstract class PacketChannel(IMqttChannel channel, MqttPacketFormatterAdapter formatter, InboundBuffer inbound,
    PacketLimits limits) : IMqttChannelAdapter, IPublisher
{
    private readonly PacketBuffer _received = new();
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly PendingAcknowledgements _acknowledgements = new(limits.MaxUnacknowledged);
    private long _bytesReceived;
    private long _bytesSent;
    private long _readingSince;
    private long _writingSince;
    private Task _room = Task.CompletedTask;

    private enum Taking
    {
        /// <summary>Copied into the buffer.</summary>
        Taken,

        /// <summary>Not telemetry: left to MQTTnet.</summary>
        NotTelemetry,

        /// <summary>No room yet; await <see cref="_room"/>.</summary>
        NoRoom,
    }

    public long BytesReceived => Volatile.Read(ref _bytesReceived);

    public long BytesSent => Volatile.Read(ref _bytesSent);

    public X509Certificate2 ClientCertificate => channel.ClientCertificate;

    public EndPoint RemoteEndPoint => channel.RemoteEndPoint;

    public EndPoint LocalEndPoint => channel.LocalEndPoint;

    public bool IsSecureConnection => channel.IsSecureConnection;

    public MqttPacketFormatterAdapter PacketFormatterAdapter => formatter;

    /// <summary>
    /// When the reader began to wait for bytes, <see cref="Environment.TickCount64"/>; 0: it is not waiting.
    /// </summary>
    protected long ReadingSince => Volatile.Read(ref _readingSince);

    /// <summary>When the current write began; 0: none.</summary>
    protected long WritingSince => Volatile.Read(ref _writingSince);

    /// <summary>True while telemetry of this connection has subscribers; each message is then copied once more.</summary>
    protected virtual bool PassesOn => false;

    /// <summary>The packet a peer must send first, before its protocol version is known.</summary>
    protected abstract MqttControlPacketType FirstPacket { get; }

    /// <summary>Largest packet currently held whole.</summary>
    protected abstract int MaxPacketBytes { get; }

    public Task ConnectAsync(CancellationToken cancellationToken) => channel.ConnectAsync(cancellationToken);

    public Task DisconnectAsync(CancellationToken cancellationToken) => channel.DisconnectAsync(cancellationToken);

    public void ResetStatistics() => _bytesReceived = _bytesSent = 0;

    public async Task<MqttPacket?> ReceivePacketAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await ReadHeaderAsync(cancellationToken) is { } header)
            {
                if (header.Type == MqttControlPacketType.Publish && await TakeAsync(header, cancellationToken)) continue;
                return await FillAsync(header.TotalBytes, cancellationToken) ? Decode(header) : null;
            }
        }
        catch (MqttProtocolViolationException error)
        {
            Violated(error);
            throw;
        }
        catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException)
        {
            return null; // closed from this side
        }
        catch (Exception error) when (error is IOException or SocketException)
        {
            throw new MqttCommunicationException(error);
        }
        return null;
    }

    public async Task SendPacketAsync(MqttPacket packet, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            Sending(packet);
            var bytes = formatter.Encode(packet);
            await WriteAsync(new ReadOnlySequence<byte>(bytes.Packet.AsMemory()), cancellationToken);
            if (bytes.Payload.Length > 0) await WriteAsync(bytes.Payload, cancellationToken);
        }
        catch (Exception error) when (error is IOException or SocketException)
        {
            throw new MqttCommunicationException(error);
        }
        finally
        {
            formatter.Cleanup();
            _writing.Release();
        }
    }

    public void Acknowledge(ushort packetId, int qos) => _acknowledgements.Add(packetId, qos);

    public void Flush()
    {
        if (_acknowledgements.TryBeginWriting()) _ = WriteAcknowledgementsAsync();
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing) channel.Dispose();
    }

    /// <summary>Ends the connection from another thread.</summary>
    protected void Abort() => channel.Dispose();

    /// <summary>
    /// True if the message goes into the log. Throws <see cref="MqttProtocolViolationException"/> if it is not allowed at all.
    /// </summary>
    protected abstract bool IsTelemetry(ReadOnlySpan<byte> topic);

    /// <summary>The peer broke the protocol; the connection ends.</summary>
    protected abstract void Violated(MqttProtocolViolationException reason);

    /// <summary>Called for a packet before it is passed to MQTTnet.</summary>
    protected virtual void Received(MqttPacket packet)
    {
    }

    /// <summary>Called for a packet of MQTTnet's before it is encoded.</summary>
    protected virtual void Sending(MqttPacket packet)
    {
    }

    /// <summary>Forwards accepted telemetry to its subscribers.</summary>
    protected virtual Task PassOnAsync(string topic, byte[] payload, CancellationToken cancellationToken) => Task.CompletedTask;

    private async ValueTask<PacketHeader?> ReadHeaderAsync(CancellationToken cancellationToken)
    {
        PacketHeader header;
        while (!PacketHeader.TryRead(_received.Span, out header))
            if (!await FillAsync(_received.Count + 1, cancellationToken)) return null;
        if (formatter.ProtocolVersion == MqttProtocolVersion.Unknown && header.Type != FirstPacket)
            throw new MqttProtocolViolationException($"The first packet was {header.Type}, expected {FirstPacket}.");
        if (header.BodyBytes > MaxPacketBytes && header.Type != MqttControlPacketType.Publish) throw TooLarge(header);
        return header;
    }

    private MqttProtocolViolationException TooLarge(in PacketHeader header) =>
        new($"A {header.Type} of {header.BodyBytes} bytes was announced; at most {MaxPacketBytes} are allowed.");

    private MqttPacket Decode(in PacketHeader header)
    {
        var packet = new ReceivedMqttPacket(header.First, _received.Segment(header.HeaderBytes, header.BodyBytes), header.TotalBytes);
        if (formatter.ProtocolVersion == MqttProtocolVersion.Unknown) formatter.DetectProtocolVersion(packet);
        var decoded = formatter.Decode(packet) ?? throw new MqttProtocolViolationException("A packet has no body.");
        _received.Consume(header.TotalBytes);
        Received(decoded);
        return decoded;
    }

    // False: not telemetry, and not consumed.
    private async ValueTask<bool> TakeAsync(PacketHeader header, CancellationToken cancellationToken)
    {
        var here = header.BodyBytes <= MaxPacketBytes ? header.BodyBytes : PacketLimits.Beginning;
        if (!await FillAsync(header.HeaderBytes + here, cancellationToken)) throw new OperationCanceledException();
        while (true)
        {
            switch (TryTake(header, here))
            {
                case Taking.NotTelemetry when here < header.BodyBytes:
                    throw TooLarge(header);
                case Taking.NotTelemetry:
                    return false;
                case Taking.NoRoom:
                    await _room.WaitAsync(cancellationToken);
                    break;
                default:
                    if (PassesOn && here == header.BodyBytes) await PassOn(header, cancellationToken);
                    await SkipAsync(header.TotalBytes, cancellationToken);
                    return true;
            }
        }
    }

    private Taking TryTake(in PacketHeader header, int here)
    {
        var body = _received.Span.Slice(header.HeaderBytes, here);
        var publish = PublishPacket.Read(header.First, body, formatter.ProtocolVersion == MqttProtocolVersion.V500);
        if (!IsTelemetry(publish.Topic)) return Taking.NotTelemetry;
        if (publish.Qos > 0 && !_acknowledgements.TryReserve(out _room)) return Taking.NoRoom;
        var publisher = publish.Qos > 0 ? this : null;
        if (inbound.TryAdd(new(publish.Topic, body[publish.PayloadStart..], header.BodyBytes - publish.PayloadStart, publisher,
            publish.PacketId, publish.Qos), out _room)) return Taking.Taken;
        if (publish.Qos > 0) _acknowledgements.Release();
        return Taking.NoRoom;
    }

    private Task PassOn(in PacketHeader header, CancellationToken cancellationToken)
    {
        var body = _received.Span.Slice(header.HeaderBytes, header.BodyBytes);
        var publish = PublishPacket.Read(header.First, body, formatter.ProtocolVersion == MqttProtocolVersion.V500);
        return PassOnAsync(Encoding.UTF8.GetString(publish.Topic), body[publish.PayloadStart..].ToArray(), cancellationToken);
    }

    // An oversized packet was kept in part; the rest is read and discarded, so that the next packet can be read.
    private async ValueTask SkipAsync(int bytes, CancellationToken cancellationToken)
    {
        while (true)
        {
            var here = Math.Min(bytes, _received.Count);
            _received.Consume(here);
            bytes -= here;
            if (bytes == 0) return;
            if (!await FillAsync(1, cancellationToken)) throw new OperationCanceledException();
        }
    }

    private async ValueTask<bool> FillAsync(int count, CancellationToken cancellationToken)
    {
        while (_received.Count < count)
        {
            Volatile.Write(ref _readingSince, Environment.TickCount64);
            var before = _received.Count;
            if (!await _received.ReadAsync(channel, count, cancellationToken)) return false;
            _bytesReceived += _received.Count - before;
        }
        Volatile.Write(ref _readingSince, 0);
        return true;
    }

    private async ValueTask WriteAsync(ReadOnlySequence<byte> bytes, CancellationToken cancellationToken)
    {
        Volatile.Write(ref _writingSince, Environment.TickCount64);
        await channel.WriteAsync(bytes, isEndOfPacket: true, cancellationToken);
        Volatile.Write(ref _writingSince, 0);
        _bytesSent += bytes.Length;
    }

    private async Task WriteAcknowledgementsAsync()
    {
        try
        {
            await _writing.WaitAsync();
            try
            {
                while (_acknowledgements.Next() is { Length: > 0 } bytes)
                    await WriteAsync(new ReadOnlySequence<byte>(bytes), CancellationToken.None);
            }
            finally
            {
                _writing.Release();
            }
        }
        catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException or MqttCommunicationException)
        {
            Abort(); // the reader ends and reports it; the peer resends what was not acknowledged
        }
    }
}
