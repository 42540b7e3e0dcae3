using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Maintenance.Host.Tests.Observability;

namespace Maintenance.Host.Tests.Composition;

/// <summary>
/// A host with the roles Ingest, Scoring and Api: telemetry over HTTP, REST, health and metrics, with identity and without a page.
/// </summary>
[Collection(ProcessWide.Name)]
public sealed class HostWithoutPagesTests : IAsyncLifetime
{
    private const string Telemetry = $"/api/v1/telemetry?asset={RunningApp.Drill}";
    private RunningApp _app = null!;

    public async Task InitializeAsync() => _app = await RunningApp.StartAsync(["Ingest", "Scoring", "Api"], ["Mqtt:Enabled=false"]);

    public Task DisposeAsync() => _app.DisposeAsync().AsTask();

    [Fact]
    public async Task Telemetry_over_HTTP_is_taken_from_who_may_send_it_and_read_by_REST()
    {
        using var nobody = _app.Anonymous();
        (await SendAsync(nobody)).ShouldBe(HttpStatusCode.Unauthorized);
        (await SendAsync(_app.Admin)).ShouldBe(HttpStatusCode.OK);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!(await ChannelsAsync(limit.Token)).Contains("RPM", StringComparer.Ordinal)) limit.Token.ThrowIfCancellationRequested();
        var account = (await _app.Admin.GetFromJsonAsync<JsonElement>("/api/v1/completeness")).EnumerateArray()
            .Single(r => r.GetProperty("asset").GetString() == RunningApp.Drill);
        account.GetProperty("stored").GetInt64().ShouldBe(1);
    }

    [Theory]
    [InlineData("/alive", 200, 200)]
    [InlineData("/health", 200, 200)]
    [InlineData("/metrics", 401, 200)]
    [InlineData("/openapi/v1.json", 401, 200)]
    [InlineData("/api/v1/assets", 401, 200)]
    [InlineData("/api/v1/users", 401, 200)]
    [InlineData("/", 401, 404)]
    [InlineData("/sign-in", 401, 404)]
    [InlineData("/hub/fleet", 401, 404)]
    public async Task Programs_are_served_and_pages_are_not_there(string path, int nobodys, int admins)
    {
        using var nobody = _app.Anonymous();
        using var refused = await nobody.GetAsync(path);
        using var allowed = await _app.Admin.GetAsync(path);
        ((int)refused.StatusCode, (int)allowed.StatusCode).ShouldBe((nobodys, admins));
        if (nobodys == 401) refused.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task Accounts_are_made_and_audited()
    {
        using var put = await _app.Admin.PutAsJsonAsync("/api/v1/users/olga",
            new { role = "operator", regions = "*", password = "a password of theirs" });
        put.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var users = await _app.Admin.GetFromJsonAsync<JsonElement>("/api/v1/users");
        users.EnumerateArray().Select(u => u.GetProperty("name").GetString()).ShouldBe(["admin", "olga"]);
    }

    private static async Task<HttpStatusCode> SendAsync(HttpClient client)
    {
        var now = DateTimeOffset.UnixEpoch.AddMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        using var answer = await client.PostAsync(Telemetry,
            new StringContent($$"""{"time":"{{now:O}}","rpm":120}""", Encoding.UTF8, "application/json"));
        return answer.StatusCode;
    }

    private async Task<string?[]> ChannelsAsync(CancellationToken stop) =>
        [.. (await _app.Admin.GetFromJsonAsync<JsonElement>($"/api/v1/assets/{RunningApp.Drill}", stop)).GetProperty("channels")
            .EnumerateArray().Select(c => c.GetProperty("mnemonic").GetString())];
}
