using Maintenance.Mqtt;

namespace Maintenance.Ingest.Tests.Mqtt;

/// <summary>One real Mosquitto for the tests of a class.</summary>
public sealed class BrokerFixture : IAsyncLifetime
{
    private readonly TempFolder _folder = new();

    public MosquittoBroker Broker { get; private set; } = null!;

    public async Task InitializeAsync() =>
        Broker = await MosquittoBroker.StartAsync(new() { Folder = _folder.Path }, CancellationToken.None);

    public async Task DisposeAsync()
    {
        await Broker.DisposeAsync();
        _folder.Dispose();
    }

    internal MosquittoClientOptions Client(string id) => new()
    {
        Port = Broker.Port,
        ClientId = $"{id}-{Guid.NewGuid():N}",
        ReconnectMinDelay = TimeSpan.FromMilliseconds(20),
        ReconnectMaxDelay = TimeSpan.FromMilliseconds(200),
    };
}
