using Maintenance.EndToEnd.Tests.Publishers;
using MQTTnet.Formatter;

namespace Maintenance.EndToEnd.Tests;

/// <summary>
/// A PUBACK of the embedded broker means "durable": standard clients that know nothing of our acknowledgements publish while the host is
/// ended again and again, and whatever was acknowledged is stored, once.
/// </summary>
public sealed class DurableAcknowledgementTests
{
    private const string Roles = "Broker,Ingest,Scoring,Dashboard";
    private const string Stored = "select count(*) from reading where asset = 'WORKSHOP-D1'";
    private const string Distinct = "select count(distinct event_time) from reading where asset = 'WORKSHOP-D1'";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    [Fact]
    public Task Through_twenty_kills_every_message_a_standard_client_has_acknowledged_is_stored_once() =>
        RunAsync(ends: 20, total: 10_000, product => product.KillAsync());

    [Fact]
    public Task Restarting_the_host_loses_nothing_that_its_broker_acknowledged() =>
        RunAsync(ends: 3, total: 3_000, async product => (await product.StopAsync()).ShouldBe(0, product.Output));

    private static async Task RunAsync(int ends, int total, Func<ProductProcess, Task> end)
    {
        using var folder = new TemporaryDirectory();
        using var limit = new CancellationTokenSource(Limit);
        var port = LoopbackPorts.Take();
        string[] settings = [$"Mqtt:Port={port}"];
        var publishers = Publishers(total);
        using var permits = new Permits();
        var random = new Random(20261126);
        var product = await ProductProcess.StartAsync(folder.Path, Roles, settings);
        try
        {
            var publishing = publishers.Select(p => Task.Run(() => p.RunAsync(port, permits, limit.Token), limit.Token)).ToArray();
            for (var i = 1; i <= ends; i++)
            {
                permits.Give(total / (ends + 1));
                var enough = Acknowledged(publishers) + random.Next(total / ends / 4, total / ends * 3 / 4);
                await UntilAsync(() => Acknowledged(publishers) >= enough, publishing, limit.Token); // the others are under way
                await end(product);
                await product.DisposeAsync();
                product = await ProductProcess.StartAsync(folder.Path, Roles, settings);
            }
            permits.Give(total);
            await Task.WhenAll(publishing);
            foreach (var publisher in publishers) publisher.Messages.AcknowledgedCount.ShouldBe(publisher.Messages.Count, publisher.Name);
            await product.WaitForAsync(Distinct, n => n >= total, TimeSpan.FromSeconds(120));
            (await product.QueryAsync(Stored))[0][0].GetInt64().ShouldBe(total, "none is there twice");
        }
        finally
        {
            await limit.CancelAsync();
            await product.DisposeAsync();
        }
    }

    private static IPublisher[] Publishers(int total)
    {
        const int kinds = 6;
        var first = TimeProvider.System.GetUtcNow().AddHours(-3).ToUnixTimeMilliseconds();
        Messages Part(int i) => new(first + (i * (long)total), (total / kinds) + (i < total % kinds ? 1 : 0));
        return
        [
            new MosquittoPublisher("mqttv311", Part(0)), new MosquittoPublisher("mqttv5", Part(1)), new NodePublisher(4, Part(2)),
            new NodePublisher(5, Part(3)),
            new MqttNetPublisher(MqttProtocolVersion.V311, Part(4)), new MqttNetPublisher(MqttProtocolVersion.V500, Part(5)),
        ];
    }

    private static int Acknowledged(IPublisher[] publishers) => publishers.Sum(p => p.Messages.AcknowledgedCount);

    private static async Task UntilAsync(Func<bool> condition, Task[] publishing, CancellationToken cancellationToken)
    {
        while (!condition())
        {
            foreach (var failed in publishing.Where(p => p.IsFaulted)) await failed;
            await Task.Delay(10, cancellationToken);
        }
    }
}
