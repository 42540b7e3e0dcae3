using System.Text.Json;

namespace Maintenance.EndToEnd.Tests;

/// <summary>A real well goes through log, scoring and store, exactly once however often it is played.</summary>
public sealed class RecordedWellTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    [SharedDataFact]
    public async Task A_recorded_well_is_stored_once_with_si_units_and_a_second_replay_changes_no_table()
    {
        using var folder = new TemporaryDirectory();
        var well = SharedData.PathOf("witsml/volve/F-7");
        await ReplayAsync(folder.Path, well);

        var completeness = await VerbAsync("completeness", "--data", folder.Path, "--json");
        using var json = JsonDocument.Parse(completeness);
        var account = json.RootElement.GetProperty("assets").EnumerateArray().Single(a => a.GetProperty("stored").GetInt64() > 0);
        var absent = json.RootElement.GetProperty("absent").EnumerateArray().Sum(a => a.GetProperty("readings").GetInt64());
        absent.ShouldBeGreaterThan(0, "chunks of this well are absent: their rows keep their numbers");
        account.GetProperty("missing").GetInt64().ShouldBe(absent);
        account.GetProperty("stored").GetInt64().ShouldBe(account.GetProperty("sent").GetInt64() - absent);
        account.GetProperty("rejected").GetInt64().ShouldBe(0);
        account.GetProperty("duplicates").GetInt64().ShouldBeGreaterThan(0, "chunks of this well's logs repeat their boundary row");
        var stored = await NumberAsync(folder.Path, "select count(*) from reading");
        stored.ShouldBe(account.GetProperty("stored").GetInt64());

        // The string of this well turns seldom and slowly; its recording says at most 0.85 rev/s.
        var rpm = await NumberAsync(folder.Path, "select max(rotary_speed) from reading");
        rpm.ShouldBeInRange(40, 400, "rev/min, not rev/s");
        var weight = await NumberAsync(folder.Path, "select max(weight_on_bit) from reading");
        weight.ShouldBeInRange(10_000, 1_000_000, "newtons");

        var before = await FingerprintAsync(folder.Path);
        await ReplayAsync(folder.Path, well);
        (await FingerprintAsync(folder.Path)).ShouldBe(before);

        using var verified = JsonDocument.Parse(await VerbAsync("verify", "--data", folder.Path, "--json"));
        foreach (var table in verified.RootElement.GetProperty("tables").EnumerateArray())
        {
            var least = table.GetProperty("table").GetString() == "condition_minute" ? 2_000 : 50_000;
            table.GetProperty("equal").GetInt64().ShouldBeGreaterThan(least, table.ToString());
            table.GetProperty("different").GetInt64().ShouldBe(0, table.ToString());
            table.GetProperty("unverifiable").GetInt64().ShouldBe(0, table.ToString());
        }
    }

    [Fact]
    public async Task The_summary_says_where_each_curve_goes_and_counts_what_was_rejected_apart()
    {
        using var folder = new TemporaryDirectory();
        var file = Path.Combine(folder.Path, "D-1.csv");
        // The last row has no value, and no other within ten minutes: ingest rejects its record.
        await File.WriteAllTextAsync(file, "time,rotary_speed,WOB (1000 lbf)\n2024-06-05T10:00:00Z,60,1\n2024-06-05T10:00:00Z,60,1\n"
            + "2024-06-05T12:00:00Z,--,\n");
        var (exitCode, output, _) = await ProductProcess.RunVerbAsync(Limit, "replay", "--format", "csv", "--path", file,
            "--data", Path.Combine(folder.Path, "data"));
        exitCode.ShouldBe(1, output);
        output.ShouldContain("WOB (1000 lbf) [1000 lbf] → weight_on_bit: 1000 lbf × 4448.22 = N");
        output.ShouldContain(": 1 scored and stored, 1 repeated, 1 rejected; 0 not sent");
        var (refused, _, error) = await ProductProcess.RunVerbAsync(Limit, "replay", "--format", "csv", "--path", file, "--unit",
            "HKLD=klbf", "--data", Path.Combine(folder.Path, "data"));
        refused.ShouldNotBe(0);
        error.ShouldContain("--unit names 'HKLD'");
    }

    private static async Task ReplayAsync(string data, string well) =>
        await VerbAsync("replay", "--format", "witsml", "--path", well, "--speed", "max", "--data", data);

    private static async Task<string> FingerprintAsync(string data)
    {
        var tables = await VerbAsync("query", "--data", data, "--format", "csv",
            "select table_name from information_schema.tables where table_type = 'BASE TABLE' order by 1");
        var fingerprints = new List<string>();
        // Not open to queries, and what is made beside the pipeline from the others.
        string[] closed = ["user_account", "user_session", "notification_setting", "assessment_newest", "history_roll_up"];
        foreach (var table in tables.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Skip(1)
            .Except(closed).Append("assessment_latest"))
            fingerprints.Add(table + " " + await VerbAsync("query", "--data", data, "--format", "csv",
                $"select count(*), bit_xor(hash(t)) from {table} t"
                + (table == "log_offset" ? " where reader <> 'alarm_engine'" : ""))); // which keeps the time of its last look
        return string.Join('\n', fingerprints);
    }

    private static async Task<double> NumberAsync(string data, string sql) =>
        double.Parse((await VerbAsync("query", "--data", data, "--format", "csv", sql)).Split('\n')[1]);

    private static async Task<string> VerbAsync(params string[] arguments)
    {
        var (exitCode, output, error) = await ProductProcess.RunVerbAsync(Limit, arguments);
        exitCode.ShouldBe(0, $"{string.Join(' ', arguments)}: {output} {error}");
        return output;
    }
}
