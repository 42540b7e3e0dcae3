using System.Collections.Concurrent;
using System.Text;
using Maintenance.Core.Telemetry;
using Maintenance.Simulator.Edge;
using Maintenance.Simulator.Physics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Maintenance.Simulator.Tests.Edge;

/// <summary>The edge against a real HTTP server that is busy at first.</summary>
public sealed class EdgeOverHttpTests
{
    [Fact]
    public async Task Records_are_posted_with_the_token_until_a_200_acknowledges_them()
    {
        var received = new ConcurrentDictionary<(string, long), int>();
        var errors = new ConcurrentQueue<string>();
        var posts = 0;
        await using var app = await StartAsync(async context =>
        {
            if (context.Request.Headers.Authorization != "Bearer secret") errors.Enqueue("no token");
            if (context.Request.ContentType != "application/vnd.maintenance.telemetry-v1")
                errors.Enqueue($"type {context.Request.ContentType}");
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            if (Interlocked.Increment(ref posts) <= 2)
            {
                context.Response.StatusCode = 503;
                return;
            }
            Read(body.ToArray(), received, errors);
        });
        var fleet = SimulatedFleet.Create(new FleetOptions { Assets = 3, WaveformSamples = 64, WaveformEverySeconds = 1 });
        using var outbox = Outbox.Open([.. fleet.Assets.Select(a => a.Id.Value)], null, 1 << 24, newEpoch: 5);
        await using var transport = new HttpEdgeTransport(new Uri(app.Urls.Single()), "secret", SimulatorPayload.V1, TimeProvider.System,
            NullLogger.Instance);
        var agent = new EdgeAgent(fleet, outbox, transport, new LinkFaults(1, LinkFaultOptions.None),
            new EdgeAgentOptions { DrainTimeout = TimeSpan.FromSeconds(20) }, TimeProvider.System, NullLogger.Instance);
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await agent.RunAsync(stop.Token);

        var report = agent.Report();
        errors.ShouldBeEmpty();
        report.Readings.ShouldBeGreaterThanOrEqualTo(90);
        report.IsSettled.ShouldBeTrue();
        received.Count.ShouldBe((int)report.Readings);
    }

    private static async Task<WebApplication> StartAsync(RequestDelegate handler)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapPost("/api/v1/telemetry", handler);
        await app.StartAsync();
        return app;
    }

    private static void Read(byte[] body, ConcurrentDictionary<(string, long), int> received, ConcurrentQueue<string> errors)
    {
        for (var at = 0; at < body.Length;)
        {
            var size = BitConverter.ToInt32(body, at + 52);
            var status = TelemetryRecordView.TryDecode(body.AsSpan(at, size), out var view);
            if (status != DecodeStatus.Ok)
            {
                errors.Enqueue(status.ToString());
                return;
            }
            for (var i = 0; i < view.ReadingCount; i++)
                received.AddOrUpdate((Encoding.ASCII.GetString(view.AssetUtf8), view.Sequence + i), 1, (_, n) => n + 1);
            at += size;
        }
    }
}
