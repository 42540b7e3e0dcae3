using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Maintenance.Core.Log;

namespace Maintenance.EndToEnd.Tests;

/// <summary>
/// A log that lost a partition, as a user meets it: health, the verb with and without a host, and what is stored in the end.
/// </summary>
public sealed class OffsetsTests
{
    private const string Drill = "WORKSHOP-D1";
    private const string Roles = "Ingest,Scoring,Dashboard";
    private static readonly string[] Settings = ["Mqtt:Enabled=false"];
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_partition_folder_that_was_removed_stops_scoring_in_words_and_one_command_lets_it_go_on()
    {
        using var folder = new TemporaryDirectory();
        var data = folder.Combine("data");
        var start = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 300);
        await using (var product = await ProductProcess.StartAsync(data, Roles, Settings))
        {
            await SendAsync(product, start, 0, 100);
            await product.WaitForAsync($"select count(*) from reading where asset = '{Drill}'", n => n == 100, Limit);
            await product.StopAsync();
        }
        foreach (var partition in Directory.GetDirectories(Path.Combine(data, "log", Topics.Telemetry)))
            Directory.Delete(partition, recursive: true);

        await using (var product = await ProductProcess.StartAsync(data, Roles, Settings))
        {
            await SendAsync(product, start, 90, 250); // past the old end, and some of it again
            var problem = await UntilUnhealthyAsync(product);
            problem.ShouldContain("is not the one that was stored up to offset");
            (await product.QueryAsync($"select count(*) from reading where asset = '{Drill}'"))[0][0].GetInt64().ShouldBe(100);

            var stopped = await StoppedAsync(data, expectedExitCode: 1);
            stopped.ShouldNotBeEmpty();
            foreach (var offset in stopped) (await MoveAsync(data, offset)).ShouldBe(0);

            await product.WaitForAsync($"select count(*) from reading where asset = '{Drill}'", n => n == 250, Limit);
            await product.WaitForHealthAsync("healthy");
            (await product.QueryAsync("select count(*) from audit where action = 'offset-moved'"))[0][0].GetInt64()
                .ShouldBe(stopped.Length);
            (await product.QueryAsync($"select missing from completeness where asset = '{Drill}'"))[0][0].GetInt64().ShouldBe(0);
            await product.StopAsync();
        }
        (await StoppedAsync(data, expectedExitCode: 0)).ShouldBeEmpty(); // asked of log and store themselves, as no host runs
        var refused = await ProductProcess.RunVerbAsync(Limit, "offsets", "move", "--partition", "0", "--to", "elsewhere", "--reason",
            "a test", "--data", data);
        refused.ExitCode.ShouldBe(2);
        refused.Error.ShouldContain("'elsewhere' is not an offset in telemetry.v1/0; use beginning, end, or an offset from");
        var verified = await ProductProcess.RunVerbAsync(Limit, "verify", "--data", data, "--json");
        verified.ExitCode.ShouldBe(0, verified.Output + verified.Error);
    }

    private static async Task<string> UntilUnhealthyAsync(ProductProcess product)
    {
        using var patience = new CancellationTokenSource(Limit);
        while (true)
        {
            using var answer = await product.Client.GetAsync("/health", patience.Token);
            var text = await answer.Content.ReadAsStringAsync(patience.Token);
            if (answer.StatusCode == HttpStatusCode.ServiceUnavailable) return text;
            await Task.Delay(50, patience.Token);
        }
    }

    private static async Task<JsonElement[]> StoppedAsync(string data, int expectedExitCode)
    {
        var (exitCode, output, error) = await ProductProcess.RunVerbAsync(Limit, "offsets", "list", "--data", data, "--json");
        exitCode.ShouldBe(expectedExitCode, output + error);
        using var json = JsonDocument.Parse(output);
        return [.. json.RootElement.GetProperty("offsets").EnumerateArray()
            .Where(o => o.GetProperty("problem").ValueKind != JsonValueKind.Null).Select(o => o.Clone())];
    }

    private static async Task<int> MoveAsync(string data, JsonElement offset)
    {
        var (exitCode, _, error) = await ProductProcess.RunVerbAsync(
            Limit, "offsets", "move", "--topic", offset.GetProperty("topic").GetString()!, "--partition",
            $"{offset.GetProperty("partition").GetInt32()}",
            "--to", $"{offset.GetProperty("proposed").GetInt64()}", "--reason", "the folder was removed", "--data", data);
        error.ShouldBeEmpty();
        return exitCode;
    }

    private static async Task SendAsync(ProductProcess product, DateTimeOffset start, int fromSecond, int toSecond)
    {
        var csv = new StringBuilder("asset,time,rpm,wob,bearing_temperature\n");
        for (var second = fromSecond; second < toSecond; second++)
            csv.Append(CultureInfo.InvariantCulture, $"{Drill},{start.AddSeconds(second):O},{118 + second % 7},92000,61.2\n");
        using var content = new StringContent(csv.ToString(), MediaTypeHeaderValue.Parse("text/csv"));
        using var answer = await product.Client.PostAsync("/api/v1/telemetry", content);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
    }
}
