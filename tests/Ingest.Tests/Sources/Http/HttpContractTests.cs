using System.Net;
using System.Net.Http.Headers;
using Maintenance.Core.Ports;
using Maintenance.Ingest.Formats.TelemetryV1;
using Maintenance.Ingest.Sources.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Maintenance.Ingest.Tests.Sources.Http;

/// <summary>Acknowledged by the answer; 503 says that it was not taken.</summary>
public sealed class HttpContractTests : TelemetrySourceContract
{
    private WebApplication _app = null!;
    private HttpClient _client = null!;

    internal override Type SourceType => typeof(HttpSource);

    internal override async Task<(FakeLog Log, ITelemetrySource Source)> StartAsync()
    {
        var log = new FakeLog();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection([new("Mqtt:Enabled", "false"), new("Ingest:MaxConcurrentRequests", "4"),
            new("Ingest:RequestTimeout", "00:00:01")]);
        IngestHarness.AddTo(builder.Services, log);
        builder.Services.AddIngest(builder.Configuration, broker: null);
        _app = builder.Build();
        _app.MapIngest();
        await _app.StartAsync();
        _client = new HttpClient { BaseAddress = new Uri(_app.Urls.First()) };
        return (log, _app.Services.GetServices<ITelemetrySource>().OfType<HttpSource>().Single());
    }

    public override async Task DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    internal override async Task<bool> SendAsync(string asset, byte[] block, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(block);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(TelemetryV1Format.ContentType);
        using var response = await _client.PostAsync(IngestEndpoints.Path, content, cancellationToken);
        response.StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.ServiceUnavailable);
        return response.StatusCode != HttpStatusCode.ServiceUnavailable;
    }
}
