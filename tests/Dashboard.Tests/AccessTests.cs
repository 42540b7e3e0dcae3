
namespace Maintenance.Dashboard.Tests;

/// <summary>Who may do what: every route, by nobody, by a viewer of all regions, by an engineer of one, by an admin.</summary>
public sealed class AccessTests(RolesFixture fixture) : IClassFixture<RolesFixture>
{
    private const string North = TwoRegionsFixture.North;
    private const string South = TwoRegionsFixture.South;

    /// <summary>Method, path, and the statuses of: nobody, viewer of *, engineer of north-sea, admin.</summary>
    public static TheoryData<string, string, int, int, int, int> Matrix { get; } = new()
    {
        { "GET", "/sign-in", 200, 200, 200, 200 },
        { "GET", "/", 302, 200, 200, 200 },
        { "GET", "/data", 302, 200, 200, 200 },
        { "GET", "/alarms", 302, 200, 200, 200 },
        { "GET", "/alarms/NOBODY~none", 302, 404, 404, 404 },
        { "GET", "/alarms/rules", 302, 200, 200, 200 },
        { "GET", "/alarms/rules/nothing", 302, 404, 404, 404 },
        { "GET", "/alarms/rules/new?name=mine", 302, 404, 200, 200 },
        { "GET", "/alarms/performance?range=30d&operators=2", 302, 200, 200, 200 },
        { "GET", "/alarms/notifications", 302, 403, 200, 200 },
        { "GET", "/alarms/notifications/new?kind=route&name=mine", 302, 403, 403, 200 },
        { "GET", "/alarms/notifications/route/none", 302, 403, 403, 404 },
        { "GET", "/alarms/csv", 302, 200, 200, 200 },
        { "GET", "/alarms/NOBODY~none/csv", 302, 404, 404, 404 },
        { "GET", "/alarms/performance/csv", 302, 200, 200, 200 },
        { "GET", "/work-orders/csv", 302, 200, 200, 200 },
        { "GET", "/work-orders/csv?state=none", 302, 400, 400, 400 },
        { "GET", "/sql", 302, 403, 403, 200 },
        { "GET", "/work-orders", 302, 200, 200, 200 },
        { "GET", "/work-orders/new", 302, 403, 200, 200 },
        { "GET", "/work-orders/999", 302, 404, 404, 404 },
        { "GET", "/regions", 302, 200, 200, 200 },
        { "GET", "/regions/santos", 302, 200, 404, 200 },
        { "GET", "/regions/santos/report?period=2026", 302, 200, 404, 200 },
        { "GET", "/regions/santos/report?period=never", 302, 400, 400, 400 },
        { "GET", "/regions/nowhere", 302, 404, 404, 404 },
        { "GET", "/account", 302, 200, 200, 200 },
        { "GET", "/users", 302, 403, 403, 200 },
        { "GET", "/drills/" + North, 302, 200, 200, 200 },
        { "GET", "/drills/" + South, 302, 200, 404, 200 },
        { "GET", "/drills/NOBODY", 302, 404, 404, 404 },
        { "GET", "/no-such-page", 302, 404, 404, 404 },
        { "POST", "/hub/fleet/negotiate?negotiateVersion=1", 401, 200, 200, 200 },
        { "POST", "/_blazor/negotiate?negotiateVersion=1", 401, 200, 200, 200 },
    };

    /// <summary>A route that is mapped and not thought of must not be open.</summary>
    [Fact]
    public async Task Only_these_routes_answer_somebody_who_is_not_signed_in() =>
        (await OpenRoutes.OfAsync(fixture.ForReading.Host))
            .ShouldBe(["GET /alive", "GET /assets/{version}/{*file}", "GET /error", "GET /health", "GET /icon.svg",
            "GET /manifest.webmanifest", "GET /service-worker.js", "GET /sign-in", "POST /error",
            "POST /sign-in"]);

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task Every_route_asks_who_it_is(string method, string path, int nobody, int viewer, int engineer, int admin)
    {
        var host = fixture.ForReading;
        (await host.StatusesAsync(method, path)).ShouldBe([nobody, viewer, engineer, admin], $"{method} {path}");
    }

    [Fact]
    public async Task A_region_bound_user_sees_only_that_region_on_every_page()
    {
        using var client = await fixture.ForReading.Host.SignedInAsync("viewer", "santos", "southerner");
        foreach (var page in new[] { "/", "/data" }) (await client.GetStringAsync(page)).ShouldNotContain(North);
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    public async Task A_page_of_another_site_cannot_use_the_cookie_to_change_or_to_listen(string site)
    {
        using var client = await fixture.ForReading.Host.SignedInPersonAsync("admin", StageHost.AdminPassword);
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", site);
        (await Answers.StatusAsync(client, "SQL", "/api/v1/sql")).ShouldBe(403);
        (await Answers.StatusAsync(client, "POST", "/hub/fleet/negotiate?negotiateVersion=1")).ShouldBe(403);
        (await Answers.StatusAsync(client, "POST", "/_blazor/negotiate?negotiateVersion=1")).ShouldBe(403);
        (await Answers.StatusAsync(client, "GET", "/")).ShouldBe(200, "following a link is allowed");
    }

    [Fact]
    public async Task Hub_and_circuits_refuse_a_foreign_origin()
    {
        using var client = await fixture.ForReading.Host.SignedInPersonAsync("admin", StageHost.AdminPassword);
        client.DefaultRequestHeaders.Add("Origin", "http://127.0.0.1:1");
        (await Answers.StatusAsync(client, "POST", "/_blazor/negotiate?negotiateVersion=1")).ShouldBe(403);
        (await Answers.StatusAsync(client, "POST", "/hub/fleet/negotiate?negotiateVersion=1")).ShouldBe(403);
    }
}
