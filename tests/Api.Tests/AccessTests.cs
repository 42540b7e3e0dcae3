using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Maintenance.Api.Tests;

/// <summary>Who may do what: every route, by nobody, by a viewer of all regions, by an engineer of one, by an admin.</summary>
public sealed class AccessTests(RolesFixture fixture) : IClassFixture<RolesFixture>
{
    private const string North = TwoRegionsFixture.North;
    private const string South = TwoRegionsFixture.South;

    /// <summary>Method, path, and the statuses of: nobody, viewer of *, engineer of north-sea, admin.</summary>
    public static TheoryData<string, string, int, int, int, int> Matrix { get; } = new()
    {
        { "GET", "/alive", 200, 200, 200, 200 },
        { "GET", "/health", 200, 200, 200, 200 },
        { "GET", "/openapi/v1.json", 401, 200, 200, 200 },
        { "GET", "/api/v1/regions", 401, 200, 200, 200 },
        { "GET", "/api/v1/assets", 401, 200, 200, 200 },
        { "GET", "/api/v1/assets/" + North, 401, 200, 200, 200 },
        { "GET", "/api/v1/assets/" + South, 401, 200, 404, 200 },
        { "GET", $"/api/v1/assets/{North}/channels", 401, 200, 200, 200 },
        { "GET", $"/api/v1/assets/{South}/channels", 401, 200, 404, 200 },
        { "GET", $"/api/v1/assets/{South}/channels/by-depth", 401, 200, 404, 200 },
        { "GET", $"/api/v1/assets/{South}/health", 401, 200, 404, 200 },
        { "GET", $"/api/v1/assets/{South}/arrivals", 401, 200, 404, 200 },
        { "GET", $"/api/v1/assets/{South}/assessments", 401, 200, 404, 200 },
        { "GET", $"/api/v1/assets/{South}/explanation", 401, 200, 404, 200 },
        { "GET", $"/api/v1/assets/{South}/comparison", 401, 404, 404, 404 }, // no block of it is described
        { "GET", $"/api/v1/assets/{South}/maintenance", 401, 200, 404, 200 },
        { "PUT-RECORD", $"/api/v1/assets/{North}/maintenance", 401, 403, 200, 200 },
        { "GET", "/api/v1/alarm-rules", 401, 200, 200, 200 },
        { "GET", "/api/v1/alarm-rules/nothing", 401, 404, 404, 404 },
        { "GET", $"/api/v1/assets/{South}/alarm-rules", 401, 200, 404, 200 },
        { "PUT-RULE", "/api/v1/alarm-rules/nothing", 401, 403, 403, 400 }, // the fleet is more than one region, and a title is no rule
        { "PUT-DRY-RUN", "/api/v1/alarm-rules/dry-run", 401, 403, 400, 400 }, // no such rule
        { "DELETE", "/api/v1/alarm-rules/nothing", 401, 403, 403, 404 },
        { "GET", "/api/v1/models/coverage", 401, 200, 200, 200 },
        { "GET", "/api/v1/work-orders", 401, 200, 200, 200 },
        { "GET", "/api/v1/work-orders/999", 401, 404, 404, 404 },
        { "PUT-ORDER", "/api/v1/work-orders", 401, 403, 201, 201 },
        { "PATCH-ORDER", "/api/v1/work-orders/999", 401, 403, 404, 404 },
        { "CLOSE-ORDER", "/api/v1/work-orders/999/close", 401, 403, 404, 404 },
        { "GET", "/api/v1/alarm-rules/precision", 401, 200, 200, 200 },
        { "GET", "/api/v1/production", 401, 200, 200, 200 },
        { "GET", "/api/v1/costs", 401, 200, 200, 200 },
        { "GET", "/api/v1/budgets", 401, 200, 200, 200 },
        { "GET", "/api/v1/rates", 401, 200, 200, 200 },
        { "PUT-PRODUCTION", "/api/v1/production", 401, 403, 200, 200 },
        { "PUT-BUDGET", "/api/v1/budgets", 401, 403, 200, 200 },
        { "PUT-BUDGET", "/api/v1/costs", 401, 403, 400, 400 }, // a budget is no cost
        { "PUT-BUDGET", "/api/v1/rates", 401, 403, 400, 400 },
        { "GET", "/api/v1/regions/reports", 401, 200, 200, 200 },
        { "GET", "/api/v1/regions/santos/report", 401, 200, 404, 200 },
        { "GET", "/api/v1/regions/nowhere/report", 401, 404, 404, 404 },
        { "GET", "/api/v1/streams/" + North, 401, 200, 200, 200 },
        { "GET", "/api/v1/streams/" + South, 401, 200, 404, 200 },
        { "GET", "/api/v1/completeness", 401, 200, 200, 200 },
        { "GET", "/api/v1/completeness/gaps?asset=" + North, 401, 200, 200, 200 },
        { "GET", "/api/v1/completeness/gaps?asset=" + South, 401, 200, 404, 200 },
        { "GET", "/api/v1/dead-letters", 401, 200, 200, 200 },
        { "GET", "/api/v1/alarms/performance", 401, 200, 200, 200 },
        { "GET", "/api/v1/alarms/history", 401, 200, 200, 200 },
        { "GET", "/api/v1/alarm-engine", 401, 200, 200, 200 },
        { "SQL", "/api/v1/sql", 401, 403, 403, 200 },
        { "PUT-ASSET", "/api/v1/assets/NO-NEW-D9", 401, 403, 200, 200 },
        { "DELETE", "/api/v1/assets/NO-NOBODY-D9", 401, 403, 404, 404 },
        { "PUT-SOUTH", "/api/v1/assets/BR-NEW-D9", 401, 403, 403, 200 },
        { "PUT-NORTH", "/api/v1/assets/" + South, 401, 403, 403, 200 },
        { "POST", "/api/v1/backups", 401, 403, 403, 200 },
        { "GET", "/api/v1/users", 401, 403, 403, 200 },
        { "PUT-USER", "/api/v1/users/new-one", 401, 403, 403, 204 },
        { "DELETE", "/api/v1/users/nobody", 401, 403, 403, 404 },
        { "RENAME-USER", "/api/v1/users/rename", 401, 403, 403, 404 },
        { "PUT-PASSWORD", "/api/v1/account/password", 401, 403, 403, 403 }, // their current one is wrong; a token has none
    };

    /// <summary>A route that is mapped and not thought of must not be open.</summary>
    [Fact]
    public async Task Only_these_routes_answer_somebody_who_is_not_signed_in() =>
        (await OpenRoutes.OfAsync(fixture.ForReading.Host)).ShouldBe(["GET /alive", "GET /health", "POST /sign-in"]);

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task Every_route_asks_who_it_is(string method, string path, int nobody, int viewer, int engineer, int admin)
    {
        // Writes of one row of the matrix must not move what another reads.
        var host = method.StartsWith("PUT", StringComparison.Ordinal) ? fixture.ForWriting : fixture.ForReading;
        (await host.StatusesAsync(method, path)).ShouldBe([nobody, viewer, engineer, admin], $"{method} {path}");
    }

    [Fact]
    public async Task A_region_bound_user_sees_only_that_region_in_every_list()
    {
        using var client = await fixture.ForReading.Host.SignedInAsync("viewer", "santos", "southerner");
        (await client.GetFromJsonAsync<JsonElement>("/api/v1/assets")).EnumerateArray().Select(a => a.GetProperty("region").GetString())
            .ShouldBe(["santos"]);
        (await client.GetFromJsonAsync<JsonElement>("/api/v1/regions")).EnumerateArray().Select(a => a.GetProperty("region").GetString())
            .ShouldBe(["santos"]);
        (await client.GetFromJsonAsync<JsonElement>("/api/v1/completeness")).EnumerateArray()
            .Select(a => a.GetProperty("asset").GetString()).ShouldBe([South]);
        (await client.GetFromJsonAsync<JsonElement>("/api/v1/completeness/gaps")).GetArrayLength().ShouldBe(0, "the gap is in the north");
        (await client.GetFromJsonAsync<JsonElement>("/api/v1/dead-letters")).GetArrayLength()
            .ShouldBe(0, "one letter is of the north, one of nobody");
        using var northerner = await fixture.ForReading.Host.SignedInAsync("viewer", "North-Sea", "northerner");
        (await northerner.GetFromJsonAsync<JsonElement>("/api/v1/dead-letters?limit=1")).EnumerateArray().Single().GetProperty("asset")
            .GetString().ShouldBe(North, "the newest is nobody's");
    }

    [Fact]
    public async Task An_unknown_token_is_refused_even_where_a_cookie_would_do()
    {
        using var client = await fixture.ForReading.Host.SignedInPersonAsync("admin", StageHost.AdminPassword);
        client.DefaultRequestHeaders.Add("Authorization", "Bearer not-a-token-of-ours");
        using var answer = await client.GetAsync("/api/v1/assets");
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    public async Task A_page_of_another_site_cannot_use_the_cookie_to_change_anything(string site)
    {
        using var client = await fixture.ForReading.Host.SignedInPersonAsync("admin", StageHost.AdminPassword);
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", site);
        (await Answers.StatusAsync(client, "SQL", "/api/v1/sql")).ShouldBe(403);
        (await Answers.StatusAsync(client, "GET", "/api/v1/assets"))
            .ShouldBe(200, "reading changes nothing, and the browser keeps the answer from that site");
    }
}
