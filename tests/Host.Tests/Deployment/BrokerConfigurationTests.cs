using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Maintenance.Mqtt;

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
        await using var ingest = new MosquittoClient(Options(broker, "maintenance-ingest", Password("ingest-password")), (in MqttMessage message) =>
        {
            arrived.Enqueue(Encoding.UTF8.GetString(message.TopicUtf8));
            if (message.Payload is [(byte)'e']) end.TrySetResult();
        });
        await ingest.ConnectAsync(Soon);
        await ingest.SubscribeAsync("maintenance/v1/+/+/+/+/telemetry/+", MqttQos.AtLeastOnce, Soon);

        await using var drill = new MosquittoClient(Options(broker, DeploymentSecrets.Drill, secrets.Passwords[DeploymentSecrets.Drill]));
        await drill.ConnectAsync(Soon);
        await drill.PublishAsync(Others, "x"u8.ToArray(), MqttQos.AtLeastOnce, Soon);
        await drill.PublishAsync(Own, "e"u8.ToArray(), MqttQos.AtLeastOnce, Soon);

        await end.Task.WaitAsync(Patience);
        arrived.ShouldBe([Own]);
    }

    [Theory]
    [InlineData("WORKSHOP-D1", "not its password")]
    [InlineData(null, null)]
    public async Task Who_cannot_prove_a_name_is_not_let_in(string? user, string? password)
    {
        using var broker = new Broker(secrets, secrets.NewFolder());
        await using var stranger = new MosquittoClient(Options(broker, user, password));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(3));
        await Should.ThrowAsync<Exception>(() => stranger.ConnectAsync(limit.Token));
        stranger.IsConnected.ShouldBeFalse();
    }

    private static CancellationToken Soon => new CancellationTokenSource(Patience).Token;

    private static string Telemetry(string asset) => $"maintenance/v1/workshop/bench/rig1/{asset}/telemetry/json";

    private string Password(string file) => File.ReadAllText(secrets.PathOf(file)).TrimEnd('\n');

    private MosquittoClientOptions Options(Broker broker, string? user, string? password) => new()
    {
        Host = "localhost", Port = broker.Port, ClientId = $"test-{Guid.NewGuid():N}", Username = user, Password = password, TlsCaFile = secrets.PathOf("ca.pem"),
    };

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
