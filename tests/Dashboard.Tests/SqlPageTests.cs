using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Maintenance.Dashboard.Controls;

namespace Maintenance.Dashboard.Tests;

/// <summary>The page for read-only SQL.</summary>
public sealed class SqlPageTests(TwoRegionsFixture fixture) : IClassFixture<TwoRegionsFixture>
{
    [Fact]
    public async Task Every_example_of_the_page_runs()
    {
        foreach (var (title, query) in SqlExamples.All)
            (await QueryAsync(query)).GetProperty("columns").GetArrayLength().ShouldBeGreaterThan(0, title);
    }

    [Fact]
    public async Task The_page_shows_rows_refusals_and_a_download()
    {
        using var client = await fixture.Host.SignedInPersonAsync("admin", StageHost.AdminPassword);
        var page = await client.GetStringAsync("/sql");
        using var rows = await client.PostAsync("/sql", SignIn.Form(page, ("_handler", "sql"), ("query", "SELECT asset, stored FROM "
            + "completeness ORDER BY asset")));
        var shown = await rows.Content.ReadAsStringAsync();
        shown.ShouldContain("data-testid=\"sql-result\"");
        shown.ShouldContain(TwoRegionsFixture.North);
        using var refused = await client.PostAsync("/sql", SignIn.Form(page, ("_handler", "sql"), ("query", "DROP TABLE <reading>")));
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var refusal = await refused.Content.ReadAsStringAsync();
        refusal.ShouldContain("data-testid=\"sql-error\"");
        refusal.ShouldContain("DROP TABLE &lt;reading&gt;", customMessage: "the text stays, escaped, to be mended");
        using var csv = await client.PostAsync("/sql/csv", SignIn.Form(page, ("query", "SELECT 'a,\"b' AS x, 2 AS y")));
        csv.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        (await csv.Content.ReadAsStringAsync()).ShouldBe("x,y\r\n\"a,\"\"b\",2\r\n");
    }

    private async Task<JsonElement> QueryAsync(string query, int? maxRows = null)
    {
        using var client = fixture.Host.Program();
        using var answer = await client.PostAsJsonAsync("/api/v1/sql", new { query, maxRows });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
