using System.Diagnostics;
using Maintenance.Mqtt;

namespace Maintenance.Ingest.Tests.Mqtt;

public sealed class MosquittoBrokerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Soon => new CancellationTokenSource(Patience).Token;

    [Fact]
    public async Task Killed_broker_comes_back_and_clients_connect_subscribe_and_resend_by_themselves()
    {
        using var folder = new TempFolder();
        await using var broker = await MosquittoBroker.StartAsync(new() { Folder = folder.Path }, Soon);
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var options = new MosquittoClientOptions { Port = broker.Port, ClientId = "phoenix", ReconnectMaxDelay = TimeSpan.FromMilliseconds(200) };
        await using var client = new MosquittoClient(options, (in MqttMessage _) => arrived.TrySetResult());
        var broken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        client.StateChanged += s =>
        {
            if (s.State == MqttConnectionState.Disconnected) broken.TrySetResult();
        };
        await client.ConnectAsync(Soon);
        await client.SubscribeAsync("test/again", MqttQos.AtLeastOnce, Soon);

        Process.GetProcessById(broker.ProcessId).Kill();
        await broken.Task.WaitAsync(Patience);
        await client.PublishAsync("test/again", new byte[1], MqttQos.AtLeastOnce, Soon);

        await arrived.Task.WaitAsync(Patience);
        broker.StartCount.ShouldBe(2);
    }

    [Fact]
    public async Task Taken_port_is_named()
    {
        using var folder = new TempFolder();
        await using var first = await MosquittoBroker.StartAsync(new() { Folder = folder.Path }, Soon);

        var error = await Should.ThrowAsync<MqttException>(() => MosquittoBroker.StartAsync(new() { Folder = folder.Path, Port = first.Port }, Soon));

        error.Message.ShouldContain($"{first.Port}");
        error.Message.ShouldContain("Mqtt:Port");
    }

    [Fact]
    public async Task Disposed_broker_has_ended()
    {
        using var folder = new TempFolder();
        var broker = await MosquittoBroker.StartAsync(new() { Folder = folder.Path }, Soon);
        using var process = Process.GetProcessById(broker.ProcessId);

        await broker.DisposeAsync();

        process.WaitForExit(Patience).ShouldBeTrue();
        broker.ProcessId.ShouldBe(0);
    }
}
