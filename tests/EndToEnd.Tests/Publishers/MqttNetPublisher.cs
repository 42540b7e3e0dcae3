using System.Net;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace Maintenance.EndToEnd.Tests.Publishers;

/// <summary>MQTTnet's client, connected anew after each break.</summary>
internal sealed class MqttNetPublisher(MqttProtocolVersion version, Messages messages) : IPublisher
{
    private const int InFlight = 20;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    public string Name => $"MQTTnet {version}";

    public Messages Messages => messages;

    public async Task RunAsync(int port, Permits permits, CancellationToken cancellationToken)
    {
        while (messages.AcknowledgedCount < messages.Count)
        {
            using var client = new MqttClientFactory().CreateMqttClient();
            var options = new MqttClientOptionsBuilder().WithTcpServer(_ => { }).WithEndPoint(new IPEndPoint(IPAddress.Loopback, port))
                .WithProtocolVersion(version).Build();
            try
            {
                using var limit = Limited(cancellationToken);
                await client.ConnectAsync(options, limit.Token);
                await Task.WhenAll(Enumerable.Range(0, InFlight).Select(_ => PublishAsync(client, permits, cancellationToken)));
            }
            catch (Exception error) when (IsBroken(error) && !cancellationToken.IsCancellationRequested)
            {
                await Task.Delay(50, cancellationToken); // the host is away
            }
        }
    }

    private async Task PublishAsync(IMqttClient client, Permits permits, CancellationToken cancellationToken)
    {
        while (client.IsConnected && messages.TryTake(out var id))
        {
            var message = new MqttApplicationMessage
            {
                Topic = Messages.Topic,
                PayloadSegment = System.Text.Encoding.UTF8.GetBytes(messages.Text(id)),
                QualityOfServiceLevel = MqttQualityOfServiceLevel.AtLeastOnce,
            };
            try
            {
                await permits.TakeAsync(cancellationToken);
                using var limit = Limited(cancellationToken);
                (await client.PublishAsync(message, limit.Token)).IsSuccess.ShouldBeTrue();
                messages.Acknowledge(id);
            }
            catch (Exception error) when (IsBroken(error) && !cancellationToken.IsCancellationRequested)
            {
                messages.Return(id);
                permits.Give(1);
                return;
            }
        }
    }

    private static bool IsBroken(Exception e) => e is MqttCommunicationException or MqttClientNotConnectedException
        or MqttClientDisconnectedException or OperationCanceledException
        or ObjectDisposedException or MQTTnet.Adapter.MqttConnectingFailedException;

    private static CancellationTokenSource Limited(CancellationToken cancellationToken)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        return limit;
    }
}
