using System.Globalization;
using Maintenance.Simulator.Load;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Maintenance.Simulator.Tests.Load;

/// <summary>A load run against a real HTTP server that does not take everything: the report says so.</summary>
public sealed class LoadOverHttpTests
{
    [Theory]
    [InlineData(200, """{"accepted":ACCEPTED,"rejected":REST,"reasons":[]}""", 0.5)]
    [InlineData(200, """{"accepted":0,"rejected":REST,"reasons":[]}""", 0.0)]
    [InlineData(400, """{"accepted":0,"rejected":REST,"reasons":[]}""", 0.0)]
    [InlineData(503, """{"accepted":0,"rejected":0,"reasons":[]}""", 0.0)]
    [InlineData(200, "<html>", 0.0)]
    public async Task Readings_that_were_not_accepted_are_failed(int status, string answer, double share)
    {
        using var stop = new CancellationTokenSource();
        var (posted, posts) = (0L, 0);
        await using var app = await StartAsync(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            Interlocked.Add(ref posted, body.Length);
            var readings = body.Length / RecordBytes * ReadingsPerRecord;
            context.Response.StatusCode = status;
            await context.Response.WriteAsync(answer
                .Replace("ACCEPTED", ((long)(readings * share)).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("REST", (readings - (long)(readings * share)).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
            if (Interlocked.Increment(ref posts) == 3) await stop.CancelAsync();
        });
        var report = await new LoadRunner(Options(app), TimeProvider.System).RunAsync((_, _) => { }, stop.Token);
        var all = posted / RecordBytes * ReadingsPerRecord;
        report.Readings.ShouldBe((long)(all * share));
        report.Failed.ShouldBe(all - report.Readings);
    }

    [Fact]
    public async Task Readings_that_were_due_but_not_sent_are_unsent()
    {
        using var stop = new CancellationTokenSource();
        var posted = 0L;
        await using var app = await StartAsync(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            Interlocked.Add(ref posted, body.Length);
            // The receiver stops answering while the rate goes on: what falls due meanwhile is not sent.
            await stop.CancelAsync();
            await context.Response.WriteAsync("""{"accepted":1000000000,"rejected":0,"reasons":[]}""");
        });
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromSeconds(1) };
        var report = await new LoadRunner(Options(app), clock).RunAsync((_, _) => { }, stop.Token);
        report.Readings.ShouldBe(posted / RecordBytes * ReadingsPerRecord);
        report.Unsent.ShouldBeGreaterThan(0);
    }

    private const int ReadingsPerRecord = 10;

    private static readonly int RecordBytes = new LoadGenerator(new LoadGeneratorOptions
    {
        Assets = 5, ReadingsPerRecord = ReadingsPerRecord, IntervalMicros = 1, StartUnixMicros = 0, Epoch = 0,
    }).RecordBytes;

    private static LoadOptions Options(WebApplication app) => new()
    {
        Assets = 5,
        ReadingsPerSecond = 5_000,
        ReadingsPerRecord = ReadingsPerRecord,
        Transport = SimulatorTransport.Http,
        HttpAddress = new Uri(app.Urls.Single()),
    };

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
}
