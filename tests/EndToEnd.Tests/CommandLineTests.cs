using System.Globalization;
using System.Text;

namespace Maintenance.EndToEnd.Tests;

/// <summary>The command line gives the same beside a running host, which it then asks, as without one.</summary>
[Trait(TestKind.Name, TestKind.Server)]
public sealed class CommandLineTests
{
    private const string Asset = "YARD-D7";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private static readonly string EveryType = "SELECT " + string.Join(", ",
        "'-128'::TINYINT AS i8", "'-32768'::SMALLINT AS i16", "2147483647::INTEGER AS i32", "9007199254740995::BIGINT AS i64",
        "'-170141183460469231731687303715884105728'::HUGEINT AS i128", "255::UTINYINT AS u8", "65535::USMALLINT AS u16",
        "4000000007::UINTEGER AS u32", "18446744073709551615::UBIGINT AS u64",
        "'340282366920938463463374607431768211455'::UHUGEINT AS u128", "'-99999999999999999999999999999999999999999999'::BIGNUM AS big",
        "2000000001 AS whole", "3.10::DECIMAL(4,2) AS d4", "'-0.05'::DECIMAL(9,2) AS d9", "'123456789012345.678'::DECIMAL(18,3) AS d18",
        "'1234567890123456789012345678.0123456789'::DECIMAL(38,10) AS d38", "42::DECIMAL(10,0) AS d0",
        "118.9::FLOAT AS f", "1e9::FLOAT AS f9", "'nan'::FLOAT AS fn", "'-infinity'::FLOAT AS fi", "1e-30::FLOAT AS fs",
        "0.1::DOUBLE AS r", "1e300::DOUBLE AS rb", "'nan'::DOUBLE AS rn", "'infinity'::DOUBLE AS ri", "true AS yes", "false AS no",
        "DATE '2024-02-29' AS day", "DATE 'infinity' AS never", "TIME '23:59:59.5' AS clock", "TIME '24:00:00' AS midnight",
        "TIMETZ '12:00:00.25+02:30' AS zoned", "TIMESTAMP '2031-05-06 07:08:09.123456' AS ts",
        "TIMESTAMP_S '2031-05-06 07:08:09' AS tss", "TIMESTAMP_MS '2031-05-06 07:08:09.5' AS tsm",
        "TIMESTAMP_NS '2031-05-06 07:08:09.123456789' AS tsn", "TIMESTAMPTZ '2031-05-06 07:08:09+02' AS tsz",
        "TIMESTAMP 'infinity' AS tsi", "INTERVAL '14 months 3 days 4.5 seconds' AS span", "INTERVAL '-2 days' AS back",
        "'6f9619ff-8b86-d011-b42d-00cf4fc964ff'::UUID AS id", "'\\x00\\xFFab'::BLOB AS bytes", "'0110'::BIT AS bits",
        "'ten'::ENUM('ten', 'twenty') AS choice", "'Ærø, \"x\"\n2' AS words", "'' AS empty", "'=2+3' AS formula", "'-7' AS minus",
        "[1.1::FLOAT, NULL, 3] AS list", "[[1], []] AS nested", "array_value(7, 8) AS fixed",
        "{'a': TIMESTAMP '2031-01-01', 'b': [118.9::FLOAT], 'c': {'d': NULL}} AS record", "MAP {'k': 1, 'l': 2} AS pairs",
        "union_value(num := 2) AS either", "NULL AS nothing", "1 AS twice", "2 AS twice");

    [Fact]
    public async Task Every_verb_gives_the_same_with_and_without_a_host()
    {
        using var folder = new TemporaryDirectory();
        var data = folder.Combine("data");
        var recording = folder.Combine("readings.csv");
        await File.WriteAllTextAsync(recording, Recording());
        await using (var product = await ProductProcess.StartAsync(data, "Ingest,Scoring,Dashboard"))
        {
            var replayed = await ProductProcess.RunVerbAsync(Limit, Replay(data, recording));
            replayed.ExitCode.ShouldBe(0, replayed.Error + replayed.Output);
            replayed.Output.ShouldContain(": 90 scored and stored, 0 repeated, 0 rejected");

            var with = await AskAllAsync(data, recording);
            (await product.StopAsync()).ShouldBe(0);
            var without = await AskAllAsync(data, recording);
            with.Except(without).Zip(without.Except(with)).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Numbers_and_times_keep_every_digit_beside_a_host()
    {
        using var folder = new TemporaryDirectory();
        var data = folder.Combine("data");
        await using var product = await ProductProcess.StartAsync(data, "Ingest,Scoring,Dashboard");
        var (exitCode, csv, error) = await ProductProcess.RunVerbAsync(Limit, "query", "--data", data, "--format", "csv", EveryType);
        exitCode.ShouldBe(0, error);
        csv.ShouldContain("9007199254740995,-170141183460469231731687303715884105728,255,65535,4000000007,18446744073709551615,"
            + "340282366920938463463374607431768211455,-99999999999999999999999999999999999999999999,2000000001,3.10,-0.05,"
            + "123456789012345.678,1234567890123456789012345678.0123456789,42,118.9,1000000000,NaN,-Infinity,");
        csv.ShouldContain("2031-05-06T07:08:09.123456789Z,2031-05-06T05:08:09Z,infinity,1 year 2 months 3 days 00:00:04.5,");
        csv.ShouldContain(",6f9619ff-8b86-d011-b42d-00cf4fc964ff,00ff6162,0110,ten,");
        csv.ShouldNotContain("cast to VARCHAR");
        csv.ShouldContain(",'=2+3,-7,\"[1.1, NULL, 3]\",");
    }

    [Fact]
    public async Task An_export_is_whole_and_a_cut_is_told()
    {
        using var folder = new TemporaryDirectory();
        var data = folder.Combine("data");
        await using (var product = await ProductProcess.StartAsync(data, "Ingest,Scoring,Dashboard", "Dashboard:SqlExportMaxRows=70000"))
        {
            await LinesAsync(60_000, 60_001, told: false);
            await LinesAsync(80_000, 70_001, told: true);
            (await product.StopAsync()).ShouldBe(0);
        }
        await LinesAsync(80_000, 80_001, told: false);

        async Task LinesAsync(int rows, int lines, bool told)
        {
            var (exitCode, output, error) = await ProductProcess.RunVerbAsync(Limit, "query", "--data", data, "--format", "csv",
                string.Create(CultureInfo.InvariantCulture, $"SELECT range AS n FROM range({rows})"));
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(lines);
            (exitCode, error.Contains("Only the first 70,000 rows were printed", StringComparison.Ordinal)).ShouldBe((told ? 1 : 0, told));
        }
    }

    private static async Task<List<string>> AskAllAsync(string data, string recording)
    {
        string[][] all =
        [
            ["query", "--format", "csv", EveryType], ["query", "--format", "json", EveryType], ["query", "--json", EveryType],
            ["query", EveryType], ["query", "--format", "csv", "SELECT * FROM reading ORDER BY event_time"],
            ["query", "--format", "json", "SELECT * FROM assessment ORDER BY event_time, known_at"],
            ["query", "--format", "csv", "--max-rows", "3", "SELECT * FROM range(10)"], ["query", "--max-rows", "3", "FROM range(10)"],
            ["query", "SELECT nothing FROM reading"], ["query", "SELECT * FROM user_account"], ["query", "DELETE FROM reading"],
            ["query", "SELECT 1; SELECT 2"], ["query", ""], ["query", "--timeout", "0.2", "SELECT count(*) FROM range(99999999999)"],
            ["query", "--max-rows", "0", "SELECT 1"], ["completeness"], ["completeness", "--json"], ["completeness", "--format", "json"],
            ["completeness", "--asset", Asset], ["models", "list"], ["models", "list", "--json"], ["models", "promote", "0000"],
            ["models", "compare", "--json"], ["models", "import", recording], ["offsets", "list"], ["offsets", "list", "--json"],
            ["offsets", "move", "--partition", "0", "--to", "soon", "--reason", "test"],
            ["verify", "--asset", Asset, "--at", "2030-01-01T00:00:00Z"], ["verify", "--asset", Asset, "--at", "yesterday"],
            ["verify", "--asset", Asset, "--at", "2024-01-01T00:01:09Z", "--json"],
        ];
        var answers = new List<string>();
        foreach (var verb in all)
        {
            var (exitCode, output, error) = await ProductProcess.RunVerbAsync(Limit, [.. verb, "--data", data]);
            var told = string.Join('\n', error.Split('\n').Where(l => !l.Contains("info: ", StringComparison.Ordinal)));
            answers.Add($"{string.Join(' ', verb)}\nexit code {exitCode}\n{output}\n{told}");
        }
        return answers;
    }

    private static string[] Replay(string data, string recording) =>
        ["replay", "--format", "csv", "--path", recording, "--asset", Asset, "--data", data];

    private static string Recording()
    {
        var text = new StringBuilder("time,torque,rotary_speed\n");
        var start = new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        for (var i = 0; i < 90; i++)
            text.Append(CultureInfo.InvariantCulture, $"{start.AddSeconds(i):yyyy-MM-ddTHH:mm:ss}Z,118.9,{100 + i}.1\n");
        return text.ToString();
    }
}
