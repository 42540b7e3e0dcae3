using System.Collections.Concurrent;
using System.Text.Json;
using Maintenance.Core.Ports;
using Maintenance.Core.Telemetry;
using Maintenance.Ingest.Sources.ExternalBroker;
using Maintenance.Ingest.Tests.Sources.Mqtt;
using Maintenance.Tests.Mosquitto;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Maintenance.Ingest.Tests.Sources.ExternalBroker;

/// <summary>At a real Mosquitto, whose own PUBACK says nothing: acknowledged by <c>…/ack</c>.</summary>
[Trait(TestKind.Name, TestKind.Server)]
public sealed class ExternalBrokerContractTests : TelemetrySourceContract
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);
    private readonly TempFolder _folder = new();
    private readonly ConcurrentDictionary<(string Asset, long Sequence), TaskCompletionSource> _waiting = new();
    private readonly CancellationTokenSource _stop = new();
    private MosquittoServer _broker = null!;
    private IngestHost _host = null!;
    private TestClient _edge = null!;
    private Task _hearing = Task.CompletedTask;

    internal override Type SourceType => typeof(ExternalBrokerSource);

    internal override async Task<(FakeLog Log, ITelemetrySource Source)> StartAsync()
    {
        _broker = await MosquittoServer.StartAsync(_folder.Path, "allow_anonymous true", "max_inflight_messages 0");
        _host = await IngestHost.AtBrokerAsync(_broker.Port);
        _edge = await TestClient.ConnectAsync(_broker.Port);
        await _edge.SubscribeAsync("maintenance/v1/+/+/+/+/ack");
        _hearing = HearAsync();
        await _host.WaitForAsync(HealthStatus.Healthy);
        return (_host.Log, _host.Source<ExternalBrokerSource>());
    }

    public override async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        await _hearing;
        await _host.DisposeAsync();
        await _edge.DisposeAsync();
        await _broker.DisposeAsync();
        _folder.Dispose();
        _stop.Dispose();
    }

    // An edge's rule: what is not acknowledged is sent again.
    internal override async Task<bool> SendAsync(string asset, byte[] block, CancellationToken cancellationToken)
    {
        var acknowledged = _waiting.GetOrAdd((asset, RecordIdentity.Of(block).First), _ =>
            new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        do await _edge.SendAsync(asset, "v1", block).WaitAsync(cancellationToken);
        while (await Task.WhenAny(acknowledged, Task.Delay(Again, cancellationToken)) != acknowledged);
        return true;
    }

    private async Task HearAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            if (!await _edge.HearAsync(TimeSpan.FromMilliseconds(50))) continue;
            foreach (var (topic, text) in _edge.Heard)
            {
                using var json = JsonDocument.Parse(text);
                Settle(topic.Split('/')[^2], json.RootElement.GetProperty("ranges"));
                if (json.RootElement.TryGetProperty("rejected", out var rejected)) Settle(topic.Split('/')[^2], rejected);
            }
        }
    }

    private void Settle(string asset, JsonElement ranges)
    {
        foreach (var range in ranges.EnumerateArray())
            foreach (var ((of, sequence), waiter) in _waiting)
                if (of == asset && sequence >= range[0].GetInt64() && sequence <= range[1].GetInt64()) waiter.TrySetResult();
    }
}
