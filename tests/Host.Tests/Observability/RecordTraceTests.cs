using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Threading.Channels;
using Maintenance.Core.Tracing;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace Maintenance.Host.Tests.Observability;

/// <summary>A record's way from the network to the browser is one trace (docs/operations/tracing.md).</summary>
[Collection(ProcessWide.Name)]
public sealed class RecordTraceTests
{
    private const long Epoch = 5;
    private static readonly string[] Steps = ["receive", "decode", "append", "score", "commit", "deliver"];
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("http")]
    [InlineData("mqtt")]
    public async Task From_the_network_to_the_browser_is_one_trace(string transport)
    {
        var spans = new SpanStream();
        using var tracing = Sdk.CreateTracerProviderBuilder().AddSource("Maintenance.*", "Microsoft.AspNetCore")
            .AddProcessor(new SimpleActivityExportProcessor(spans)).Build();
        await using var app = await RunningApp.StartAsync(["Broker", "Ingest", "Scoring", "Dashboard"],
            ["Mqtt:Port=0", "Observability:TraceRatio=1", "Dashboard:FeedInterval=00:00:00.020"]);
        await using var browser = await WatchAsync(app);
        var before = TimeProvider.System.GetUtcNow().UtcDateTime;

        await SendAsync(app, transport, sequence: 42);

        var context = RecordTrace.ContextOf(RunningApp.Drill, Epoch, 42);
        var trace = await spans.ReadUntilAsync(context.TraceId, "deliver", Limit);
        trace.Select(s => s.OperationName).ShouldBe(Steps);
        trace.Select(s => s.ParentSpanId).ShouldAllBe(p => p == context.SpanId);
        trace.Select(s => s.Source.Name).Distinct().ShouldBe(["Maintenance.Ingest", "Maintenance.Scoring", "Maintenance.Dashboard"]);
        foreach (var (step, next) in trace.Zip(trace.Skip(1)))
            step.StartTimeUtc.ShouldBeLessThanOrEqualTo(next.StartTimeUtc, $"{step.OperationName}, {next.OperationName}");
        trace[0].StartTimeUtc.ShouldBeGreaterThanOrEqualTo(before);
        trace[0].Links.Count().ShouldBe(transport == "http" ? 1 : 0, "the request that brought it");
        trace[0].GetTagItem("maintenance.asset").ShouldBe(RunningApp.Drill);
        trace[0].GetTagItem("maintenance.sequence").ShouldBe(42L);
    }

    private static async Task<HubConnection> WatchAsync(RunningApp app)
    {
        var connection = new HubConnectionBuilder().WithUrl(new Uri(app.Host.Url + "/hub/fleet"), o =>
        {
            o.Transports = HttpTransportType.WebSockets;
            o.AccessTokenProvider = () => Task.FromResult<string?>(app.Host.Token);
        }).Build();
        var told = Channel.CreateUnbounded<int>();
        connection.On<object>("fleet", _ => told.Writer.TryWrite(0));
        await connection.StartAsync();
        await connection.InvokeAsync("WatchFleet", (string?)null);
        await told.Reader.ReadAsync().AsTask().WaitAsync(Limit); // the fleet as it is; what comes now is news
        return connection;
    }

    private static async Task SendAsync(RunningApp app, string transport, long sequence)
    {
        var json = $$"""{"asset":"{{RunningApp.Drill}}","time":"{{TimeProvider.System.GetUtcNow():O}}","epoch":{{Epoch}},"sequence":{{sequence}},"rpm":118.5,"wob":92000}""";
        if (transport == "http")
        {
            using var content = new StringContent(json, MediaTypeHeaderValue.Parse("application/json"));
            using var answer = await app.Admin.PostAsync("/api/v1/telemetry", content);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
            return;
        }
        using var publisher = Process.Start("mosquitto_pub",
        [
            "-p", app.Host.MqttPort.ToString(), "-q", "1", "-t", $"maintenance/v1/workshop/bench/rig1/{RunningApp.Drill}/telemetry/json",
            "-m", json,
        ]);
        await publisher.WaitForExitAsync().WaitAsync(Limit);
        publisher.ExitCode.ShouldBe(0);
    }
}
