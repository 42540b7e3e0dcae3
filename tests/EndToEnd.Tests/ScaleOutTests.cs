using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Maintenance.Core.Log;
using Maintenance.Tests.Kafka;

namespace Maintenance.EndToEnd.Tests;

/// <summary>Roles as processes of their own, with Kafka between them.</summary>
public sealed class ScaleOutTests
{
    private const string Drill = "WORKSHOP-D1";
    private const int PartSeconds = 30;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Ingest_and_scoring_in_processes_of_their_own_lose_nothing_when_one_is_killed_and_share_the_live_feed()
    {
        using var folder = new TemporaryDirectory();
        using var cluster = new MockCluster();
        foreach (var topic in (string[])[Topics.DeadLetter, Topics.Assessments, Topics.Alarms]) cluster.CreateTopic(topic, 1);
        cluster.CreateTopic(Topics.Telemetry, 4);
        string[] settings = ["Log:Engine=Kafka", $"Log:Kafka:BootstrapServers={cluster.BootstrapServers}",
            "Log:Kafka:SessionTimeout=00:00:03", "Log:Kafka:FetchWait=00:00:00.02", "Mqtt:Enabled=false"];
        await using var front = await ProductProcess.StartAsync(folder.Combine("front"), "Ingest,Dashboard", settings);
        var start = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 3 * PartSeconds);

        var scoring = await ProductProcess.StartAsync(folder.Combine("scoring"), "Scoring,Dashboard", settings);
        try
        {
            await SendAsync(front, start, part: 0);
            await UntilStoredAsync(scoring, 1 * PartSeconds);
            await scoring.KillAsync();
            await SendAsync(front, start, part: 1); // nobody scores: the log keeps it
            await scoring.DisposeAsync();
            scoring = await ProductProcess.StartAsync(folder.Combine("scoring"), "Scoring,Dashboard", settings);
            await SendAsync(front, start, part: 2);
            await UntilStoredAsync(scoring, 3 * PartSeconds);
            (await scoring.QueryAsync($"select count(distinct event_time) from reading where asset = '{Drill}'"))[0][0].GetInt64()
                .ShouldBe(3 * PartSeconds);

            // The front has a store of its own, in which nothing of this is: what it shows came over assessments.v1.
            await UntilShownAsync(front, start.AddSeconds(3 * PartSeconds - 1));
            (await front.QueryAsync("select count(*) from reading"))[0][0].GetInt64().ShouldBe(0);
        }
        finally
        {
            await scoring.DisposeAsync();
        }
    }

    private static async Task SendAsync(ProductProcess ingest, DateTimeOffset start, int part)
    {
        var csv = new StringBuilder("asset,time,rpm,wob,bearing_temperature\n");
        for (var second = part * PartSeconds; second < (part + 1) * PartSeconds; second++)
            csv.Append(CultureInfo.InvariantCulture, $"{Drill},{start.AddSeconds(second):O},{118 + second % 7},92000,61.2\n");
        using var content = new StringContent(csv.ToString(), MediaTypeHeaderValue.Parse("text/csv"));
        using var answer = await ingest.Client.PostAsync("/api/v1/telemetry", content);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
    }

    private static Task<long> UntilStoredAsync(ProductProcess scoring, int readings) =>
        scoring.WaitForAsync($"select count(*) from reading where asset = '{Drill}'", n => n == readings, Patience);

    private static async Task UntilShownAsync(ProductProcess front, DateTimeOffset eventTime)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            using var detail = JsonDocument.Parse(await front.Client.GetStringAsync($"/api/v1/assets/{Drill}", patience.Token));
            if (detail.RootElement.TryGetProperty("eventTime", out var shown) && shown.ValueKind == JsonValueKind.String
                && shown.GetDateTimeOffset() >= eventTime) return;
            await Task.Delay(100, patience.Token);
        }
    }
}
