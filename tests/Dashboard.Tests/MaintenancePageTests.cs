using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Maintenance.Dashboard.Tests;

/// <summary>Recording what was done to drills on their page.</summary>
public sealed class MaintenancePageTests : IAsyncLifetime
{
    private const string North = TwoRegionsFixture.North;
    private const string Path = $"/api/v1/assets/{North}/maintenance";
    private readonly TwoRegionsFixture _fixture = new();
    private HttpClient _program = null!;

    public async Task InitializeAsync()
    {
        await _fixture.InitializeAsync();
        _program = _fixture.Host.Program();
    }

    public async Task DisposeAsync()
    {
        _program.Dispose();
        await _fixture.DisposeAsync();
    }

    [Fact]
    public async Task Operators_record_on_the_drills_page_and_viewers_see_no_form()
    {
        var page = "/drills/" + North;
        using var operating = await _fixture.Host.SignedInAsync("operator", "*", "olga");
        var html = await operating.GetStringAsync(page);
        html.ShouldContain("data-testid=\"maintenance-form\"");
        using var refused = await operating.PostAsync(page,
            SignIn.Form(html, ("_handler", "maintenance"), ("kind", "failed"), ("time", "never"), ("failureMode", ""), ("note", "")));
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("&#x27;never&#x27; is not a time");
        using var posted = await operating.PostAsync(page,
            SignIn.Form(html, ("_handler", "maintenance"), ("kind", "failed"), ("time", "2025-06-01T13:00"), ("failureMode", "imbalance"),
            ("note", "<b>bent</b>")));
        posted.StatusCode.ShouldBe(HttpStatusCode.Found, await posted.Content.ReadAsStringAsync());
        using var viewer = await _fixture.Host.SignedInAsync("viewer", "*", "vera");
        var seen = await viewer.GetStringAsync(page);
        seen.ShouldContain("2025-06-01 13:00:00");
        seen.ShouldContain("&lt;b&gt;bent&lt;/b&gt;");
        seen.ShouldNotContain("data-testid=\"maintenance-form\"");
        using var forged = await viewer.PostAsync(page, SignIn.Form(html, ("_handler", "maintenance"), ("kind", "repaired")));
        ((int)forged.StatusCode).ShouldBeGreaterThanOrEqualTo(400);
        (await _program.GetFromJsonAsync<JsonElement>(Path)).GetArrayLength().ShouldBe(1);
    }
}
