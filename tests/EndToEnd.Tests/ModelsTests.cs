using System.Text.Json;
using System.Xml.Linq;

namespace Maintenance.EndToEnd.Tests;

/// <summary>
/// The registry of models as a user meets it: verbs through a running host and without one, a swap while data comes, verification after it.
/// </summary>
public sealed class ModelsTests
{
    private const string Roles = "Ingest,Scoring,Dashboard";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_model_is_promoted_while_data_comes_survives_a_restart_and_the_log_still_gives_the_stored_rows()
    {
        using var folder = new TemporaryDirectory();
        var (port, data) = (FreePort.Find(), folder.Combine("data"));
        string[] settings = [$"Host:Urls=http://127.0.0.1:{port}", "Dashboard:LocalToken=models-test-token-0123456789"];
        var challenger = Challenger(folder.Combine("challenger.pmml"));
        string hash;
        JsonElement[][] moments;
        await using (var product = await ProductProcess.StartAsync(data, Roles, settings))
        {
            var shipped = (await ListAsync(data)).Single();
            (shipped.Stage, shipped.By).ShouldBe(("champion", "configuration"));

            var refused = await ProductProcess.RunVerbAsync(Limit, "models", "import", Broken(folder.Combine("broken.pmml")), "--data",
                data);
            refused.ExitCode.ShouldBe(1);
            refused.Error.ShouldContain("verification row");

            await SimulateAsync(port, folder.Combine("outbox"));
            await VerbAsync("models", "import", challenger, "--data", data);
            hash = (await ListAsync(data)).Single(m => m.Stage == "candidate").Hash;
            await VerbAsync("models", "promote", hash[..10], "--data", data);
            await product.WaitForAsync("select count(*) from model where stage = 'champion' and role = 'drill-health'", n => n == 1, Limit);
            await SimulateAsync(port, folder.Combine("outbox2"));
            await product.WaitForAsync($"select count(*) from assessment where model_hash = '{hash}'", n => n > 0, Limit);
            (await product.QueryAsync("select count(*) from audit where action in ('import-model', 'promote-model') and subject = '" + hash
                + "'"))[0][0].GetInt64().ShouldBe(2);
            (await product.QueryAsync("select count(distinct model_hash) from assessment"))[0][0].GetInt64().ShouldBe(2);
            moments = await product.QueryAsync("select asset, strftime(max(event_time), '%Y-%m-%dT%H:%M:%S.%fZ'), model_hash from "
                + "assessment group by asset, model_hash");
            moments.Length.ShouldBe(4, "two drills, each scored by both models");
            await VerifyOneAsync(data, moments[0]);
            (await product.Client.GetStringAsync("/models")).ShouldContain(hash[..12], customMessage: "the page shows what serves");
        }
        foreach (var moment in moments) await VerifyOneAsync(data, moment);
        (await ListAsync(data)).Single(m => m.Stage == "champion").Hash.ShouldBe(hash, "asked of the store itself, as no host runs");
        await using (await ProductProcess.StartAsync(data, Roles, settings))
            (await ListAsync(data)).Single(m => m.Stage == "champion").Hash.ShouldBe(hash, "what a person promoted outlives a restart");

        using var verified = JsonDocument.Parse(await VerbAsync("verify", "--data", data, "--json"));
        foreach (var table in verified.RootElement.GetProperty("tables").EnumerateArray())
        {
            // A minute that is still open has no row.
            if (table.GetProperty("table").GetString() != "condition_minute")
                table.GetProperty("equal").GetInt64().ShouldBeGreaterThan(0, table.ToString());
            (table.GetProperty("different").GetInt64(), table.GetProperty("unverifiable").GetInt64()).ShouldBe((0, 0), table.ToString());
        }
    }

    // Through the running host, or on log and store themselves.
    private static async Task VerifyOneAsync(string data, JsonElement[] moment)
    {
        using var found = JsonDocument.Parse(await VerbAsync("verify", "--asset", moment[0].GetString()!, "--at", moment[1].GetString()!,
            "--data", data, "--json"));
        found.RootElement.GetProperty("isEqual").GetBoolean().ShouldBeTrue(found.RootElement.ToString());
        found.RootElement.GetProperty("modelHash").GetString().ShouldBe(moment[2].GetString());
        found.RootElement.GetProperty("inputs").GetArrayLength().ShouldBe(128);
    }

    // The shipped trees under another name: another document, hence another hash.
    private static string Challenger(string path)
    {
        var document = XDocument.Load(Path.Combine(AppContext.BaseDirectory, "models", "drill-health.pmml"));
        document.Root!.Elements().Single(e => e.Name.LocalName == "MiningModel").SetAttributeValue("modelName", "challenger");
        document.Save(path);
        return path;
    }

    private static string Broken(string path)
    {
        var document = XDocument.Load(Path.Combine(AppContext.BaseDirectory, "models", "drill-health.pmml"));
        foreach (var leaf in document.Descendants().First(e => e.Name.LocalName == "TreeModel").Descendants()
            .Where(e => e.Attribute("score") is not null)) leaf.SetAttributeValue("score", "9");
        document.Save(path);
        return path;
    }

    private static Task<string> SimulateAsync(int port, string outbox) => VerbAsync(
        "simulate", "--http", $"http://127.0.0.1:{port}", "--token", "models-test-token-0123456789", "--seed", "1", "--assets", "2",
        "--seconds", "10", "--outbox", outbox, "--json");

    private static async Task<(string Hash, string Stage, string? By)[]> ListAsync(string data)
    {
        using var json = JsonDocument.Parse(await VerbAsync("models", "list", "--data", data, "--json"));
        return [.. json.RootElement.GetProperty("models").EnumerateArray().Where(m => m.GetProperty("role").GetString() == "drill-health")
            .Select(m =>
            (m.GetProperty("hash").GetString()!, m.GetProperty("stage").GetString()!, m.GetProperty("promotedBy").GetString()))];
    }

    private static async Task<string> VerbAsync(params string[] arguments)
    {
        var (exitCode, output, error) = await ProductProcess.RunVerbAsync(Limit, arguments);
        exitCode.ShouldBe(0, string.Join(' ', arguments) + "\n" + output + error);
        return output;
    }
}
