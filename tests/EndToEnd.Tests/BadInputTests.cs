using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Maintenance.EndToEnd.Tests;

/// <summary>Bad input reaches the dead letters with a reason and leaves other assets alone. Decoders have their own tests in Ingest.Tests.</summary>
public sealed class BadInputTests
{
    [Fact]
    public async Task Each_kind_of_bad_input_is_a_dead_letter_with_a_reason_and_good_neighbours_are_stored()
    {
        using var folder = new TemporaryDirectory();
        await using var product = await ProductProcess.StartAsync(folder.Path, "Ingest,Scoring,Dashboard");
        var now = TimeProvider.System.GetUtcNow();
        var random = new Random(7);
        var noise = new byte[4096];
        random.NextBytes(noise);

        var refused = new (string Type, byte[] Body)[]
        {
            ("application/json", "{\"asset\":\"WORKSHOP-D1\",\"time\":"u8.ToArray()),
            ("application/json", Encoding.UTF8.GetBytes($$$"""{"asset":"WORKSHOP-D1","time":"{{{now:O}}}","rpm":{"a":1}}""")),
            ("application/json", Encoding.UTF8.GetBytes($$"""{"asset":"NOBODY","time":"{{now:O}}","rpm":1}""")),
            ("application/json", Encoding.UTF8.GetBytes($$"""{"asset":"WORKSHOP-D1","time":"{{now.AddYears(10):O}}","rpm":1}""")),
            ("application/json", Encoding.UTF8.GetBytes($$"""{"asset":"WORKSHOP-D1","time":"{{now.AddYears(-10):O}}","rpm":1}""")),
            ("application/vnd.maintenance.telemetry-v1", noise),
            ("application/vnd.maintenance.telemetry-v1", noise[..10]),
        };
        foreach (var (type, body) in refused)
            (await PostAsync(product, type, body)).ShouldBe(HttpStatusCode.BadRequest, Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(80, body.Length))));
        await product.WaitForAsync("select count(*) from dead_letter where reason is not null and reason <> '' and payload_bytes > 0", n => n >= refused.Length, TimeSpan.FromSeconds(20));

        (await PostAsync(product, "application/json", new byte[64 * 1024 * 1024])).ShouldBe(HttpStatusCode.RequestEntityTooLarge);

        var good = Encoding.UTF8.GetBytes($$"""{"asset":"WORKSHOP-D1","time":"{{now:O}}","rpm":77}""");
        (await PostAsync(product, "application/json", good)).ShouldBe(HttpStatusCode.OK);
        (await PostAsync(product, "application/json", good)).ShouldBe(HttpStatusCode.OK, "a duplicate is harmless");
        await product.WaitForAsync("select sum(duplicates)::bigint from completeness", n => n == 1, TimeSpan.FromSeconds(20));
        (await product.QueryAsync("select count(*) from reading"))[0][0].GetInt64().ShouldBe(1);
        product.Output.ShouldNotContain("Unhandled");
    }

    private static async Task<HttpStatusCode> PostAsync(ProductProcess product, string type, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        try
        {
            using var answer = await product.Client.PostAsync("/api/v1/telemetry", content);
            return answer.StatusCode;
        }
        catch (HttpRequestException) when (body.Length > 32 * 1024 * 1024)
        {
            // The server may answer and close before it has read the oversized body; the client then sees the closed connection first.
            return HttpStatusCode.RequestEntityTooLarge;
        }
    }
}
