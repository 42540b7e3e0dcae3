using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Protocol;

namespace Maintenance.Host.Tests.Deployment;

/// <summary>deploy/mosquitto in a real broker: TLS, a credential per drill, and what each may do.</summary>
public sealed class BrokerConfigurationTests(DeploymentSecrets secrets) : IClassFixture<DeploymentSecrets>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string Own = Telemetry(DeploymentSecrets.Drill);
    private static readonly string Others = Telemetry(DeploymentSecrets.OtherDrill);

    [Fact]
    public async Task A_drill_publishes_under_its_own_topic_only()
    {
        using var broker = new Broker(secrets, secrets.NewFolder());
        var arrived = new ConcurrentQueue<string>();
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var ingest = await ConnectAsync(broker, "maintenance-ingest", Password("ingest-password"));
        ingest.ApplicationMessageReceivedAsync += message =>
        {
            arrived.Enqueue(message.ApplicationMessage.Topic);
            if (message.ApplicationMessage.ConvertPayloadToString() == "e") end.TrySetResult();
            return Task.CompletedTask;
        };
        await ingest.SubscribeAsync("maintenance/v1/+/+/+/+/telemetry/+", MqttQualityOfServiceLevel.AtLeastOnce, Soon);

        using var drill = await ConnectAsync(broker, DeploymentSecrets.Drill, secrets.Passwords[DeploymentSecrets.Drill]);
        await drill.PublishStringAsync(Others, "x", MqttQualityOfServiceLevel.AtLeastOnce, cancellationToken: Soon);
        await drill.PublishStringAsync(Own, "e", MqttQualityOfServiceLevel.AtLeastOnce, cancellationToken: Soon);

        await end.Task.WaitAsync(Patience);
        arrived.ShouldBe([Own]);
    }

    [Theory]
    [InlineData("WORKSHOP-D1", "not its password")]
    [InlineData(null, null)]
    public async Task Who_cannot_prove_a_name_is_not_let_in(string? user, string? password)
    {
        using var broker = new Broker(secrets, secrets.NewFolder());
        using var stranger = new MqttClientFactory().CreateMqttClient();

        var result = await ConnectAsync(stranger, broker, user, password);

        result.ResultCode.ShouldBe(MqttClientConnectResultCode.NotAuthorized);
        stranger.IsConnected.ShouldBeFalse();
    }

    private static CancellationToken Soon => new CancellationTokenSource(Patience).Token;

    private static string Telemetry(string asset) => $"maintenance/v1/workshop/bench/rig1/{asset}/telemetry/json";

    private string Password(string file) => File.ReadAllText(secrets.PathOf(file)).TrimEnd('\n');

    private async Task<IMqttClient> ConnectAsync(Broker broker, string user, string password)
    {
        var client = new MqttClientFactory().CreateMqttClient();
        (await ConnectAsync(client, broker, user, password)).ResultCode.ShouldBe(MqttClientConnectResultCode.Success);
        return client;
    }

    // The broker listens a moment after it is started.
    private async Task<MqttClientConnectResult> ConnectAsync(IMqttClient client, Broker broker, string? user, string? password)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(secrets.PathOf("ca.pem"));
        var options = new MqttClientOptionsBuilder().WithTcpServer("localhost", broker.Port).WithClientId($"test-{Guid.NewGuid():N}")
            .WithTlsOptions(tls => tls.UseTls().WithTrustChain(authorities).WithIgnoreCertificateRevocationErrors());
        if (user is not null) options.WithCredentials(user, password);
        while (true)
        {
            try
            {
                return await client.ConnectAsync(options.Build(), Soon);
            }
            catch (MqttCommunicationException error) when (error.GetBaseException()
                is SocketException { SocketErrorCode: SocketError.ConnectionRefused })
            {
                await Task.Delay(20, Soon);
            }
        }
    }

    /// <summary>The project's configuration with paths and port of the test.</summary>
    private sealed class Broker : IDisposable
    {
        private readonly Process _process;

        public Broker(DeploymentSecrets secrets, string folder)
        {
            using (var listener = new TcpListener(IPAddress.Loopback, 0))
            {
                listener.Start();
                Port = ((IPEndPoint)listener.LocalEndpoint).Port;
            }
            var configuration = File.ReadAllText(Repository.PathOf("deploy/mosquitto/mosquitto.conf"))
                .Replace("listener 8883", $"listener {Port} 127.0.0.1", StringComparison.Ordinal)
                .Replace("/run/secrets/", secrets.Folder + "/", StringComparison.Ordinal)
                .Replace("/mosquitto/config/acl", Repository.PathOf("deploy/mosquitto/acl"), StringComparison.Ordinal)
                .Replace("/mosquitto/data/", folder + "/", StringComparison.Ordinal);
            var file = Path.Combine(folder, "mosquitto.conf");
            File.WriteAllText(file, $"{configuration}\nuser {Environment.UserName}\n");
            _process = Process.Start(new ProcessStartInfo("/usr/sbin/mosquitto", ["-c", file]) { RedirectStandardError = true })!;
            _process.ErrorDataReceived += (_, _) => { };
            _process.BeginErrorReadLine();
        }

        public int Port { get; }

        public void Dispose()
        {
            _process.Kill();
            _process.WaitForExit();
            _process.Dispose();
        }
    }
}
