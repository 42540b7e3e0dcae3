using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Maintenance.Api.Tests;

/// <summary>Read-only SQL by REST.</summary>
public sealed class SqlTests(TwoRegionsFixture fixture) : IClassFixture<TwoRegionsFixture>
{
    [Theory]
    [InlineData("DELETE FROM reading")]
    [InlineData("SELECT 1; DROP TABLE reading")]
    [InlineData("COPY reading TO '/tmp/x.csv'")]
    [InlineData("SELECT * FROM read_csv('/etc/passwd')")]
    [InlineData("SELECT password_hash FROM user_account")]
    [InlineData("SET memory_limit = '1GB'")]
    [InlineData("SELEC 1")]
    public async Task What_is_not_one_reading_statement_is_refused_with_its_reason(string query)
    {
        using var client = fixture.Host.Program();
        using var answer = await client.PostAsJsonAsync("/api/v1/sql", new { query });
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString().ShouldNotBeNullOrWhiteSpace();
    }

    [Theory]
    [InlineData("""{"query":""}""", "query")]
    [InlineData("""{"query":"SELECT 1","maxRows":0}""", "maxRows")]
    public async Task A_bad_body_is_named(string body, string parameter)
    {
        using var client = fixture.Host.Program();
        using var answer = await client.PostAsync("/api/v1/sql", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain(parameter);
    }

    [Fact]
    public async Task Broken_json_is_a_problem_not_a_failure()
    {
        using var client = fixture.Host.Program();
        using var answer = await client.PostAsync("/api/v1/sql", new StringContent("{", System.Text.Encoding.UTF8, "application/json"));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task Values_keep_their_kind()
    {
        var answer = await QueryAsync("SELECT 42::BIGINT AS whole, 1.5::DOUBLE AS number, 'NaN'::DOUBLE AS odd, TIMESTAMP '2025-06-01 "
            + "12:00:00.25' AS time, NULL AS nothing, true AS truth");
        answer.GetProperty("columns").EnumerateArray().Select(c => c.GetString())
            .ShouldBe(["whole", "number", "odd", "time", "nothing", "truth"]);
        answer.GetProperty("rows")[0].GetRawText().ShouldBe("""[42,1.5,"NaN","2025-06-01T12:00:00.25Z",null,true]""");
        answer.GetProperty("truncated").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task More_rows_than_wanted_are_cut_and_said_so()
    {
        var answer = await QueryAsync("SELECT * FROM range(100)", maxRows: 7);
        answer.GetProperty("rows").GetArrayLength().ShouldBe(7);
        answer.GetProperty("truncated").GetBoolean().ShouldBeTrue();
    }

    private async Task<JsonElement> QueryAsync(string query, int? maxRows = null)
    {
        using var client = fixture.Host.Program();
        using var answer = await client.PostAsJsonAsync("/api/v1/sql", new { query, maxRows });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
