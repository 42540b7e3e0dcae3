using Maintenance.Ingest.Tests.Sources.Mqtt;

namespace Maintenance.Ingest.Tests.Sources.EmbeddedBroker;

/// <summary>Clients of the embedded broker that use one id.</summary>
[Collection(MemoryCollection.Name)]
public sealed class TakeoverTests
{
    [Fact]
    public async Task Clients_that_fight_for_an_id_are_named_once_with_both_addresses()
    {
        await using var host = await IngestHost.WithBrokerAsync();
        var clients = new List<TestClient>();
        for (var i = 0; i < 12; i++)
        {
            clients.Add(await TestClient.ConnectAsync(host.Port, configure: o => o.WithClientId("rig-7")));
            if (i > 0) await clients[i - 1].Disconnected.Task.WaitAsync(IngestHost.Soon);
        }
        var line = host.Lines.All.Where(l => l.Contains("rig-7", StringComparison.Ordinal)).ShouldHaveSingleItem("at a bounded rate");
        line.ShouldContain("two clients use the id 'rig-7'");
        line.Split("127.0.0.1:").Length.ShouldBe(3, "both addresses are named");
        foreach (var client in clients) await client.DisposeAsync();
    }

    [Fact]
    public async Task A_client_that_comes_back_over_its_own_dead_connection_is_no_fight()
    {
        await using var host = await IngestHost.WithBrokerAsync();
        await using var lost = await TestClient.ConnectAsync(host.Port, configure: o => o.WithClientId("rig-8"));
        await using var back = await TestClient.ConnectAsync(host.Port, configure: o => o.WithClientId("rig-8"));
        await lost.Disconnected.Task.WaitAsync(IngestHost.Soon);
        host.Lines.All.ShouldNotContain(l => l.Contains("rig-8", StringComparison.Ordinal));
    }
}
