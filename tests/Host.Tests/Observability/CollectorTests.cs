using System.Net.Http.Headers;
using System.Threading.Channels;
using Maintenance.Core.Tracing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Maintenance.Host.Tests.Observability;

/// <summary>Metrics and traces arrive at a collector (OTLP over HTTP).</summary>
[Collection(ProcessWide.Name)]
public sealed class CollectorTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Traces_of_records_and_metrics_reach_the_collector_of_the_options()
    {
        var posts = Channel.CreateUnbounded<(string Path, byte[] Body)>();
        await using var collector = await StartCollectorAsync(posts);
        await using var app = await RunningApp.StartAsync(
            ["Ingest", "Scoring", "Dashboard"],
            ["Observability:TraceRatio=1", "Mqtt:Enabled=false", $"Observability:OtlpEndpoint={collector.Urls.Single()}"],
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("OTEL_BSP_SCHEDULE_DELAY", "20"), ("OTEL_METRIC_EXPORT_INTERVAL", "100"));

        using var content = new StringContent(
            $$"""{"asset":"{{RunningApp.Drill}}","time":"{{TimeProvider.System.GetUtcNow():O}}","epoch":1,"sequence":7,"rpm":118.5}""",
                MediaTypeHeaderValue.Parse("application/json"));
        using var answer = await app.Admin.PostAsync("/api/v1/telemetry", content);
        answer.EnsureSuccessStatusCode();

        var trace = new byte[16];
        RecordTrace.ContextOf(RunningApp.Drill, 1, 7).TraceId.CopyTo(trace);
        await WaitAsync(posts, (path, body) => path == "/v1/traces" && body.AsSpan().IndexOf(trace) >= 0 && body.AsSpan()
            .IndexOf("commit"u8) >= 0);
        await WaitAsync(posts, (path, body) => path == "/v1/metrics" && body.AsSpan()
            .IndexOf("maintenance.ingest.readings.accepted"u8) >= 0);
    }

    private static async Task WaitAsync(Channel<(string Path, byte[] Body)> posts, Func<string, byte[], bool> wanted)
    {
        using var patience = new CancellationTokenSource(Limit);
        await foreach (var (path, body) in posts.Reader.ReadAllAsync(patience.Token))
            if (wanted(path, body)) return;
    }

    private static async Task<WebApplication> StartCollectorAsync(Channel<(string Path, byte[] Body)> posts)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost("/{**path}", async (HttpContext context) =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            posts.Writer.TryWrite((context.Request.Path, body.ToArray()));
        });
        await app.StartAsync();
        return app;
    }
}
