using Maintenance.Core.Ports;
using Maintenance.Ingest.Sources.EmbeddedBroker;
using Maintenance.Ingest.Tests.Sources.Mqtt;

namespace Maintenance.Ingest.Tests.Sources.EmbeddedBroker;

/// <summary>Acknowledged by PUBACK.</summary>
public sealed class EmbeddedBrokerContractTests : TelemetrySourceContract
{
    private IngestHost _host = null!;
    private TestClient _client = null!;

    internal override Type SourceType => typeof(EmbeddedBrokerSource);

    internal override async Task<(FakeLog Log, ITelemetrySource Source)> StartAsync()
    {
        _host = await IngestHost.WithBrokerAsync();
        _client = await TestClient.ConnectAsync(_host.Port);
        return (_host.Log, _host.Source<EmbeddedBrokerSource>());
    }

    public override async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _host.DisposeAsync();
    }

    internal override async Task<bool> SendAsync(string asset, byte[] block, CancellationToken cancellationToken) =>
        (await _client.SendAsync(asset, "v1", block).WaitAsync(cancellationToken)).IsSuccess;
}
