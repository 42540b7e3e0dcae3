using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Maintenance.EndToEnd.Tests;

/// <summary>
/// Bad input reaches the dead letters with a reason and leaves other assets alone. Decoders have their own tests in Ingest.Tests.
/// </summary>
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
            (await PostAsync(product, type, body))
                .ShouldBe(HttpStatusCode.BadRequest, Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(80, body.Length))));
        await product.WaitForAsync("select count(*) from dead_letter where reason is not null and reason <> '' and payload_bytes > 0", n =>
            n >= refused.Length, TimeSpan.FromSeconds(20));

        (await PostAsync(product, "application/json", new byte[64 * 1024 * 1024])).ShouldBe(HttpStatusCode.RequestEntityTooLarge);

        var good = Encoding.UTF8.GetBytes($$"""{"asset":"WORKSHOP-D1","time":"{{now:O}}","rpm":77}""");
        (await PostAsync(product, "application/json", good)).ShouldBe(HttpStatusCode.OK);
        (await PostAsync(product, "application/json", good)).ShouldBe(HttpStatusCode.OK, "a duplicate is harmless");
        await product.WaitForAsync("select sum(duplicates)::bigint from completeness", n => n == 1, TimeSpan.FromSeconds(20));
        (await product.QueryAsync("select count(*) from reading"))[0][0].GetInt64().ShouldBe(1);
        product.Output.ShouldNotContain("Unhandled");
    }

    [Fact]
    public async Task A_flood_far_above_the_rate_is_stored_whole_in_bounded_memory_while_other_drills_stay_live()
    {
        using var folder = new TemporaryDirectory();
        await using var product = await ProductProcess.StartAsync(folder.Path, "Broker,Simulator,Ingest,Scoring,Dashboard",
            "Simulator:Assets=8", "Simulator:Link:OutageProbability=0");
        await product.WaitForAsync("select count(distinct asset) from reading", n => n == 8, TimeSpan.FromSeconds(120));

        // The fleet sends 80 readings a second, the flood a thousand times as much.
        var flood = ProductProcess.RunVerbAsync(TimeSpan.FromMinutes(2),
            "simulate", "--data", folder.Path, "--assets", "50", "--readings-per-second", "80000", "--seconds", "8", "--json");
        var oldest = 0L;
        while (!flood.IsCompleted)
        {
            oldest = Math.Max(oldest, await product.WaitForAsync(NewestAgeMs, _ => true, TimeSpan.FromSeconds(120)));
            await Task.Delay(200);
        }
        var (exitCode, output, error) = await flood;
        exitCode.ShouldBe(0, error);
        using var sent = JsonDocument.Parse(output);
        var readings = sent.RootElement.GetProperty("readings").GetInt64();
        readings.ShouldBeGreaterThan(80_000);
        await product.WaitForAsync("select sum(stored)::bigint from completeness where asset like 'LOAD-%'", n => n == readings,
            TimeSpan.FromSeconds(60));
        (await product.QueryAsync("select sum(missing)::bigint, sum(rejected)::bigint from completeness where asset like 'LOAD-%'"))[0]
            .Select(v => v.GetInt64()).ShouldBe([0L, 0L]);
        product.ResidentMiB().ShouldBeLessThan(2048, "the budget of the design");
        oldest.ShouldBeLessThan(20_000, "other drills are delayed, not starved");
        Console.WriteLine($"flood: {readings} readings, {product.ResidentMiB():F0} MiB resident, data of other drills at most {oldest} ms "
            + "old");
    }

    private const string NewestAgeMs =
        "select max(epoch_ms(now()::timestamp) - epoch_ms(event_time))::bigint from assessment_latest where asset not like 'LOAD-%'";

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
