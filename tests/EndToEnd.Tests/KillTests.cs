using System.Text.Json;

namespace Maintenance.EndToEnd.Tests;

/// <summary>
/// kill -9 of the whole product at random moments under load. The edge (a process of its own, as a drill's would be) keeps what is not
/// acknowledged and sends it again; afterwards what was sent is stored once, and the assessments equal those of an undisturbed run.
/// </summary>
public sealed class KillTests
{
    private const int Kills = 20;
    private const int Assets = 8;
    private const int Seconds = 45;
    private const int Seed = 4711;
    private const string Roles = "Ingest,Scoring,Dashboard";
    private const string Assessments =
        "select count(*), bit_xor(hash(asset, event_time, health_index, grade, failure_mode, failure_probability, drilling_state, "
            + "reasons, model_hash)) from assessment_current";
    private const string Descriptors = "select count(*), bit_xor(hash(asset, event_time, reading_count, lateral_rms, torque_mean, "
        + "stick_slip_index)) from descriptor_current";
    private const string Readings = "select count(*), count(distinct (asset, event_time)), bit_xor(hash(r)) from reading r";

    [Fact]
    public async Task After_twenty_kills_under_load_nothing_is_lost_or_doubled_and_assessments_are_those_of_a_quiet_run()
    {
        using var folder = new TemporaryDirectory();
        var start = TimeProvider.System.GetUtcNow();
        var quiet = await RunAsync(folder.Combine("quiet"), start, kills: 0);
        var disturbed = await RunAsync(folder.Combine("disturbed"), start, Kills);

        disturbed.Sent.ShouldBe(quiet.Sent);
        disturbed.Stored.ShouldBe(disturbed.Sent, "every reading sent is stored");
        disturbed.Missing.ShouldBe(0);
        disturbed.Readings.ShouldBe(quiet.Readings);
        disturbed.Descriptors.ShouldBe(quiet.Descriptors);
        disturbed.Assessments.ShouldBe(quiet.Assessments);
        Console.WriteLine($"{Kills} kills: {disturbed.Sent} readings sent = stored, {disturbed.Duplicates} duplicates recognised");
    }

    private static async Task<Outcome> RunAsync(string directory, DateTimeOffset start, int kills)
    {
        var random = new Random(Seed);
        var port = FreePort.Find();
        var data = Path.Combine(directory, "data");
        string[] settings = [$"Host:Urls=http://127.0.0.1:{port}", "Dashboard:LocalToken=kill-test-token-0123456789"];
        var product = await ProductProcess.StartAsync(data, Roles, settings);
        try
        {
            var edge = ProductProcess.RunVerbAsync(TimeSpan.FromMinutes(6),
                "simulate", "--http", $"http://127.0.0.1:{port}", "--token", "kill-test-token-0123456789", "--seed", Seed.ToString(),
                "--assets", Assets.ToString(), "--seconds", Seconds.ToString(), "--start", start.ToString("O"), "--outbox",
                Path.Combine(directory, "outbox"), "--json");
            for (var i = 0; i < kills; i++)
            {
                await Task.Delay(random.Next(100, 2_000));
                await product.KillAsync();
                await product.DisposeAsync();
                product = await ProductProcess.StartAsync(data, Roles, settings);
            }
            var (exitCode, output, error) = await edge;
            exitCode.ShouldBe(0, output + error);
            using var truth = JsonDocument.Parse(output);
            var sent = truth.RootElement.GetProperty("assets").EnumerateArray().Sum(a => a.GetProperty("readings").GetInt64());
            sent.ShouldBeGreaterThan(0);
            await product.WaitForAsync("select sum(stored)::bigint from completeness", stored => stored >= sent, TimeSpan.FromSeconds(60));
            var account = (await product.QueryAsync("select sum(stored)::bigint, sum(duplicates)::bigint, sum(missing)::bigint from "
                + "completeness"))[0];
            return new Outcome(sent, account[0].GetInt64(), account[1].GetInt64(), account[2].GetInt64(),
                await TextAsync(product, Readings), await TextAsync(product, Descriptors), await TextAsync(product, Assessments));
        }
        finally
        {
            await product.DisposeAsync();
        }
    }

    private static async Task<string> TextAsync(ProductProcess product, string sql) =>
        string.Join(' ', (await product.QueryAsync(sql))[0].Select(v => v.ToString()));

    private sealed record Outcome(long Sent, long Stored, long Duplicates, long Missing, string Readings, string Descriptors,
        string Assessments);
}
