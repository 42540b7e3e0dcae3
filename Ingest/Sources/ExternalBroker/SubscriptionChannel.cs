using Maintenance.Ingest.Sources.Mqtt.Inbound;
using Maintenance.Ingest.Sources.Mqtt.Wire;
using MQTTnet;
using MQTTnet.Adapter;
using MQTTnet.Channel;
using MQTTnet.Diagnostics.Logger;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Implementations;
using MQTTnet.Protocol;

namespace Maintenance.Ingest.Sources.ExternalBroker;

/// <summary>Ingest's connection to an external broker: everything it delivers is telemetry.</summary>
internal sealed class SubscriptionChannel(IMqttChannel channel, MqttPacketFormatterAdapter formatter, InboundBuffer inbound,
    PacketLimits limits, Action<string> violated)
    : PacketChannel(channel, formatter, inbound, limits)
{
    private readonly PacketLimits _limits = limits;

    protected override MqttControlPacketType FirstPacket => MqttControlPacketType.ConnAck;

    protected override int MaxPacketBytes => _limits.MaxPacketBytes;

    protected override bool IsTelemetry(ReadOnlySpan<byte> topic) => true;

    protected override void Violated(MqttProtocolViolationException reason) => violated(reason.Message);

    /// <summary>Creates the channels of MQTTnet's client.</summary>
    public sealed class Factory(InboundBuffer inbound, PacketLimits limits, Action<string> violated) : IMqttClientAdapterFactory
    {
        private const int WriterBytes = 4096;
        private const int WriterBytesKept = 65_535;

        public IMqttChannelAdapter CreateClientAdapter(MqttClientOptions options, MqttPacketInspector packetInspector,
            IMqttNetLogger logger) =>
            new SubscriptionChannel(
                new MqttTcpChannel(options), new MqttPacketFormatterAdapter(options.ProtocolVersion,
                    new MqttBufferWriter(WriterBytes, WriterBytesKept)), inbound, limits, violated);
    }
}
