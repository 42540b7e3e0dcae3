using System.Buffers;
using System.Diagnostics.Metrics;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using BenchmarkDotNet.Attributes;
using Maintenance.Ingest.Observability;
using Maintenance.Ingest.Sources.EmbeddedBroker;
using Maintenance.Ingest.Sources.Mqtt;
using Maintenance.Ingest.Sources.Mqtt.Inbound;
using Maintenance.Ingest.Sources.Mqtt.Wire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using MQTTnet.Channel;
using MQTTnet.Formatter;
using MQTTnet.Packets;

namespace Maintenance.Benchmarks;

/// <summary>
/// Telemetry from the bytes of a connection at the embedded broker into the inbound buffer, and its PUBACKs back. An operation is a
/// message, of 1,000.
/// </summary>
public class MqttBenchmarks
{
    private const int Messages = 1000;
    private readonly InboundBuffer _inbound = new(16 * 1024 * 1024, 1024 * 1024, TimeProvider.System);
    private readonly Wire _wire = new(Bytes());
    private readonly BrokerConnection _connection;

    public MqttBenchmarks()
    {
        var metrics = new IngestMetrics(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());
        _connection = new BrokerConnection(_wire,
            new MqttPacketFormatterAdapter(MqttProtocolVersion.V311, new MqttBufferWriter(4096, 65_535)), _inbound,
            new PacketLimits(1024 * 1024, Messages), new Fanout(new BrokerOptions(), metrics),
            new TakeoverWatch(TimeProvider.System, NullLogger.Instance), NullLogger.Instance);
    }

    [Benchmark(OperationsPerInvoke = Messages)]
    public long TakePublish()
    {
        var received = _connection.ReceivePacketAsync(CancellationToken.None);
        if (!received.IsCompletedSuccessfully || received.GetAwaiter().GetResult() is not MqttPingReqPacket)
            throw new InvalidOperationException("The ping behind the messages did not come through.");
        var messages = _inbound.Take();
        messages.Acknowledge(0, messages.Count);
        if (messages.Count != Messages || _wire.Written % (4 * Messages) != 0)
            throw new InvalidOperationException($"{messages.Count} of {Messages} messages were taken, {_wire.Written} bytes written.");
        return _wire.Written;
    }

    private static byte[] Bytes()
    {
        var topic = "maintenance/v1/north/s1/r1/D1/telemetry/json"u8.ToArray();
        var payload = """{"time":1777895000.123,"rpm":118.5,"wob":92000}"""u8.ToArray();
        byte[] Publish(int id) => [0x32, (byte)(4 + topic.Length + payload.Length), 0, (byte)topic.Length, .. topic, (byte)(id >> 8),
            (byte)id, .. payload];
        return [.. Enumerable.Range(1, Messages).SelectMany(Publish), 0xC0, 0];
    }

    /// <summary>Gives the same bytes again and again, and counts what is written.</summary>
    private sealed class Wire(byte[] bytes) : IMqttChannel
    {
        private int _at;

        public long Written { get; private set; }

        public X509Certificate2 ClientCertificate => null!;

        public EndPoint RemoteEndPoint => null!;

        public EndPoint LocalEndPoint => null!;

        public bool IsSecureConnection => false;

        public Task ConnectAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task DisconnectAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            var read = Math.Min(count, bytes.Length - _at);
            bytes.AsSpan(_at, read).CopyTo(buffer.AsSpan(offset));
            _at = (_at + read) % bytes.Length;
            return Task.FromResult(read);
        }

        public Task WriteAsync(ReadOnlySequence<byte> buffer, bool isEndOfPacket, CancellationToken cancellationToken)
        {
            Written += buffer.Length;
            return Task.CompletedTask;
        }

        public void Dispose()
        {
        }
    }
}
