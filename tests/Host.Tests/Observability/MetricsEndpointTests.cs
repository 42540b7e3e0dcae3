using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Maintenance.Tests.Web;

namespace Maintenance.Host.Tests.Observability;

/// <summary><c>/metrics</c> of a running host: who may see it, and under which names (docs/operations/metrics.md).</summary>
[Collection(ProcessWide.Name)]
public sealed partial class MetricsEndpointTests : IAsyncLifetime
{
    private static readonly string Document = File.ReadAllText(Repository.PathOf("docs/operations/metrics.md"));
    private RunningApp _app = null!;

    public async Task InitializeAsync() =>
        _app = await RunningApp.StartAsync(["Broker", "Ingest", "Scoring", "Dashboard"], ["Mqtt:Port=0"]);

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Only_who_may_see_the_whole_fleet_may_see_it()
    {
        using var nobody = _app.Anonymous();
        (await StatusAsync(nobody)).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(_app.Admin)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(await SignedInAsync("viewer", "*"))).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(await SignedInAsync("engineer", "north-sea"))).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Instruments_have_the_documented_names_and_kinds()
    {
        using var content =
            new StringContent($$"""{"asset":"{{RunningApp.Drill}}","time":"{{TimeProvider.System.GetUtcNow():O}}","rpm":118.5}""",
            MediaTypeHeaderValue.Parse("application/json"));
        using var posted = await _app.Admin.PostAsync("/api/v1/telemetry", content);
        posted.EnsureSuccessStatusCode();

        using var answer = await _app.Admin.GetAsync("/metrics");
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; version=0.0.4; charset=utf-8");
        var text = await answer.Content.ReadAsStringAsync();

        var documented = Documented().Matches(Document)
            .ToDictionary(m => PrometheusName(m), m => m.Groups["kind"].Value, StringComparer.Ordinal);
        var shown = Type().Matches(text).Where(m => m.Groups["name"].Value.StartsWith("maintenance_", StringComparison.Ordinal))
            .ToDictionary(m => m.Groups["name"].Value, m => m.Groups["kind"].Value, StringComparer.Ordinal);
        foreach (var (name, kind) in shown) documented.ShouldContainKeyAndValue(name, kind);
        string[] expected =
        [
            "maintenance_ingest_readings_accepted_total", "maintenance_ingest_mqtt_buffered_bytes",
            "maintenance_ingest_flush_duration_seconds",
            "maintenance_log_records_total", "maintenance_log_retained_bytes", "maintenance_scoring_readings_total",
            "maintenance_scoring_lag_bytes",
        ];
        expected.ShouldBeSubsetOf(shown.Keys);
        text.ShouldContain("maintenance_ingest_readings_accepted_total{otel_scope_name=\"Maintenance.Ingest\"} 1\n");
        text.ShouldContain("dotnet_gc_collections_total", customMessage: "the runtime's own meter");
        text.ShouldContain("http_server_request_duration_seconds_bucket", customMessage: "requests");
    }

    // As docs/operations/metrics.md says: dots become underscores, then the unit, then _total for counters.
    private static string PrometheusName(Match row)
    {
        var unit = row.Groups["unit"].Value switch { "By" => "_bytes", "s" => "_seconds", _ => "" };
        return row.Groups["name"].Value.Replace('.', '_') + unit + (row.Groups["kind"].Value == "counter" ? "_total" : "");
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client)
    {
        using var answer = await client.GetAsync("/metrics");
        return answer.StatusCode;
    }

    private async Task<HttpClient> SignedInAsync(string role, string regions)
    {
        const string Password = "a password of theirs";
        using var put = await _app.Admin.PutAsJsonAsync($"/api/v1/users/{role}", new { role, regions, password = Password });
        put.StatusCode.ShouldBe(HttpStatusCode.NoContent, await put.Content.ReadAsStringAsync());
        var client = _app.Anonymous();
        using var answer = await SignIn.PostAsync(client, role, Password);
        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        return client;
    }

    [GeneratedRegex(@"^\| `(?<name>maintenance\.[a-z_.]+)` \| (?<kind>\w+) \| `(?<unit>[^`]+)` \|", RegexOptions.Multiline
        | RegexOptions.ExplicitCapture)]
    private static partial Regex Documented();

    [GeneratedRegex(@"^# TYPE (?<name>\w+) (?<kind>\w+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Type();
}
