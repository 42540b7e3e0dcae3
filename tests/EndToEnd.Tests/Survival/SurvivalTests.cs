using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Maintenance.Tests.Web;

namespace Maintenance.EndToEnd.Tests.Survival;

/// <summary>
/// What a user has survives an upgrade: data directories that earlier builds made, the last of their runs killed, are opened by this one.
/// It finds every row, knows which of them only a build of their descriptor set can verify, goes on with the old log, serves the imported
/// model, and knows the accounts.
/// </summary>
public sealed class SurvivalTests
{
    private const string Described = "another descriptor set";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    // Fixtures grow old; nothing of them may be deleted for that.
    private static readonly string[] KeepEverything =
    [
        "Log:RetentionAge=36500.00:00:00", "Retention:Readings=00:00:00", "Retention:Waveforms=00:00:00", "Retention:Conditions=00:00:00",
        "Mqtt:Enabled=false",
    ];

    public static TheoryData<string> Fixtures => [.. DataFixture.Names];

    // Other documents than those of the earlier build; its own stay in the registry.
    private const int ShippedModels = 2;

    [Theory]
    [MemberData(nameof(Fixtures))]
    public async Task What_an_earlier_build_made_opens_whole_and_goes_on(string name)
    {
        using var folder = new TemporaryDirectory();
        var (fixture, data) = (DataFixture.Read(name), DataFixture.Unpack(name, folder.Path));
        var old = await VerifiedAsync(data, fixture.Survivor);
        old["reading"].Equal.ShouldBe(fixture.Counts["reading"], "the old log gives the same readings");
        foreach (var table in new[] { "descriptor", "assessment" })
            old[table].ShouldBe((0, fixture.Counts[table], Described), $"{table}: of another descriptor set, so not compared, and told");

        await using (var product = await ProductProcess.StartAsync(data, "Ingest,Scoring,Dashboard",
            [.. KeepEverything, $"Dashboard:LocalToken={fixture.Token}"]))
        {
            foreach (var (table, rows) in fixture.Counts)
                (await product.QueryAsync($"select count(*) from {table}"))[0][0].GetInt64()
                    .ShouldBe(table == "model" ? rows + ShippedModels : rows, table);
            await ChampionAsync(product, fixture.Survivor);
            await SignInAsync(product, fixture.Account);
            await SignInAsync(product, fixture.Admin);
            await GoOnAsync(product, fixture, folder.Combine("outbox"));
            await WorkOnAsync(product, fixture);
        }
        var both = await VerifiedAsync(data, fixture.Survivor);
        foreach (var table in new[] { "descriptor", "assessment" })
        {
            both[table].Equal.ShouldBeGreaterThan(0, $"{table}: what is new scores to the same bits");
            both[table].Unverifiable.ShouldBe(fixture.Counts[table], table);
        }
    }

    // Rows of each table that the log gives again, bit for bit, and of those that another build must verify; none may differ.
    private static async Task<Dictionary<string, (long Equal, long Unverifiable, string Note)>> VerifiedAsync(string data, string survivor)
    {
        using var verified = JsonDocument.Parse(
            await VerbAsync(["verify", "--data", data, "--json", .. KeepEverything.SelectMany(s => new[] { "--set", s })]));
        var tables = new Dictionary<string, (long Equal, long Unverifiable, string Note)>(StringComparer.Ordinal);
        foreach (var table in verified.RootElement.GetProperty("tables").EnumerateArray())
        {
            table.GetProperty("different").GetInt64().ShouldBe(0, table.ToString());
            var notes = table.GetProperty("notes").EnumerateArray().Select(n => n.GetString()!);
            tables[table.GetProperty("table").GetString()!] = (table.GetProperty("equal").GetInt64(),
                table.GetProperty("unverifiable").GetInt64(), notes.Any(n => n.Contains(Described)) ? Described : "");
        }
        using var models = JsonDocument.Parse(await VerbAsync(["models", "list", "--data", data, "--json"]));
        models.RootElement.GetProperty("models").EnumerateArray().Single(m => m.GetProperty("hash").GetString() == survivor)
            .GetProperty("stage").GetString().ShouldBe("champion");
        return tables;
    }

    private static async Task ChampionAsync(ProductProcess product, string survivor)
    {
        using var models = JsonDocument.Parse(await product.Client.GetStringAsync("/api/v1/models"));
        models.RootElement.EnumerateArray()
            .Single(m => m.GetProperty("role").GetString() == "drill-health" && m.GetProperty("stage").GetString() == "champion")
            .GetProperty("hash").GetString().ShouldBe(survivor, "what a person promoted serves on");
    }

    // Twice: the first may store the password's hash anew.
    private static async Task SignInAsync(ProductProcess product, FixtureAccount account)
    {
        for (var i = 0; i < 2; i++)
        {
            using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false })
            {
                BaseAddress =
                product.Client.BaseAddress
            };
            (await SignIn.PostAsync(client, account.Name, "not-the-password")).StatusCode.ShouldNotBe(HttpStatusCode.Redirect,
                account.Name);
            (await SignIn.PostAsync(client, account.Name, account.Password)).StatusCode.ShouldBe(HttpStatusCode.Redirect, account.Name);
            (await client.GetAsync("/api/v1/regions")).StatusCode.ShouldBe(HttpStatusCode.OK, account.Name);
        }
    }

    private static async Task GoOnAsync(ProductProcess product, DataFixture fixture, string outbox)
    {
        var start = TimeProvider.System.GetUtcNow();
        await VerbAsync(["simulate", "--http", product.Url, "--token", fixture.Token, "--seed", "1", "--assets", "3", "--seconds", "10",
            "--outbox", outbox, "--json"]);
        await product.WaitForAsync(
            $"select count(distinct asset) from assessment where model_hash = '{fixture.Survivor}' and event_time > "
                + $"'{start.AddSeconds(-2):yyyy-MM-dd HH:mm:ss}'", n => n == 3, Limit);
        (await product.QueryAsync("select count(*) from reading"))[0][0].GetInt64().ShouldBeGreaterThan(fixture.Counts["reading"]);
        (await product.QueryAsync("select sum(missing)::bigint from completeness"))[0][0].GetInt64().ShouldBe(0);
    }

    // What was recorded before work orders is a finding like theirs.
    private static async Task WorkOnAsync(ProductProcess product, DataFixture fixture)
    {
        var records = $"/api/v1/assets/{fixture.Asset}/maintenance";
        var old = (await product.Client.GetFromJsonAsync<JsonElement>(records)).EnumerateArray().ToArray();
        old.Length.ShouldBe((int)fixture.Counts["maintenance_record"]);
        old.ShouldAllBe(r => r.GetProperty("workOrder").ValueKind == JsonValueKind.Null);
        (await product.Client.PostAsJsonAsync("/api/v1/work-orders", new { asset = fixture.Asset, title = "look" })).StatusCode
            .ShouldBe(HttpStatusCode.Created);
        (await product.Client.PostAsJsonAsync("/api/v1/work-orders/1/close", new { revision = 1, outcome = "nothing_found" })).StatusCode
            .ShouldBe(HttpStatusCode.OK);
        var now = (await product.Client.GetFromJsonAsync<JsonElement>(records)).EnumerateArray().ToArray();
        now[0].GetProperty("workOrder").GetInt64().ShouldBe(1);
        now[1..].Select(r => r.GetRawText()).ShouldBe(old.Select(r => r.GetRawText()));
    }

    private static async Task<string> VerbAsync(string[] arguments)
    {
        var (exitCode, output, error) = await ProductProcess.RunVerbAsync(Limit, arguments);
        exitCode.ShouldBe(0, string.Join(' ', arguments) + "\n" + output + error);
        return output;
    }
}
