using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Maintenance.Api.Tests;

/// <summary>JSON bodies of the REST calls: a key that nobody reads, a key twice or broken JSON is refused by name.</summary>
public sealed class JsonBodyTests(TwoRegionsFixture fixture) : IClassFixture<TwoRegionsFixture>
{
    [Theory]
    [InlineData("PUT", "/api/v1/assets/BODY-D1", """{"region":"n","site":"S","rig":"R","lat":59.1}""", "'lat'")]
    [InlineData("PUT", "/api/v1/assets/BODY-D1", """{"region":"n","site":"S","rig":"R","latitude":"north"}""", "$.latitude")]
    [InlineData("PUT", "/api/v1/assets/BODY-D1", """{"region":"n","site":"S","rig":"R","rig":"Q"}""", "'rig'")]
    [InlineData("PUT", "/api/v1/assets/BODY-D1", "{\"region\":\"n\",\"site\":\"S", "line 1")]
    [InlineData("PUT", "/api/v1/assets/BODY-D1", "region=n", "line 1, byte 1")]
    [InlineData("PUT", "/api/v1/assets/BODY-D1", "[]", "line 1")]
    [InlineData("PUT", "/api/v1/users/body", """{"role":"viewer","region":"*","password":"correct horse battery"}""", "'region'")]
    [InlineData("POST", "/api/v1/sql", """{"query":"SELECT 1","limit":5}""", "'limit'")]
    [InlineData("POST", "/api/v1/sql", """{"query":"SELECT 1","maxRows":2.5}""", "$.maxRows")]
    [InlineData("POST", "/api/v1/assets/N-1/maintenance", """{"kind":"failed","failuremode":"x","comment":"y"}""", "'comment'")]
    public async Task What_nobody_reads_is_refused_by_name(string method, string path, string body, string message)
    {
        using var client = fixture.Host.Program();
        using var request = new HttpRequestMessage(new HttpMethod(method), path)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        using var answer = await client.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var detail = problem.GetProperty("detail").GetString()!;
        detail.ShouldContain(message);
        detail.ShouldNotContain("Maintenance.");
        detail.ShouldNotContain("System.");
        fixture.Host.Registry.TryGet("BODY-D1", out _).ShouldBeFalse();
    }
}
