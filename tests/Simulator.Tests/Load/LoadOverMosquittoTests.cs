using Maintenance.Simulator.Load;
using Maintenance.Simulator.Tests.Mqtt;
using Maintenance.Tests.Mosquitto;

namespace Maintenance.Simulator.Tests.Load;

/// <summary>Load over a real broker.</summary>
[Trait(TestKind.Name, TestKind.Server)]
public sealed class LoadOverMosquittoTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_record_is_acknowledged_although_the_broker_is_killed_in_between()
    {
        await using var broker = await MosquittoServer.StartAsync(_folder.Path);
        var runner = new LoadRunner(Options(broker.Port), TimeProvider.System);
        using var stop = new CancellationTokenSource();
        long progress = 0;
        var run = runner.RunAsync((readings, _) => Volatile.Write(ref progress, readings), stop.Token);
        await MqttPublisherTests.UntilAsync(() => Volatile.Read(ref progress) > 0);
        await broker.KillAsync();
        var before = Volatile.Read(ref progress);
        await broker.RestartAsync();
        await MqttPublisherTests.UntilAsync(() => Volatile.Read(ref progress) > before + 1_000);
        await stop.CancelAsync();
        var report = await run;
        report.Failed.ShouldBe(0);
        report.Records.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Without_a_broker_the_run_fails_and_says_where()
    {
        var port = LoopbackPorts.Take();
        var error = await Should.ThrowAsync<IOException>(() => new LoadRunner(Options(port), TimeProvider.System)
            .RunAsync((_, _) => { }, CancellationToken.None));
        error.Message.ShouldContain($"127.0.0.1:{port}");
    }

    private static LoadOptions Options(int port) =>
        new() { Assets = 10, ReadingsPerSecond = 2_000, ReadingsPerRecord = 10, Transport = SimulatorTransport.Mqtt, MqttPort = port };
}
