using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;

namespace Maintenance.EndToEnd.Tests;

/// <summary>Clients that know nothing of us, as the README shows them.</summary>
public sealed class ForeignClientTests
{
    [Fact]
    public async Task A_json_reading_by_mosquitto_pub_and_csv_by_http_are_visible_in_sql()
    {
        using var folder = new TemporaryDirectory();
        await using var product = await ProductProcess.StartAsync(folder.Path, "Broker,Ingest,Scoring,Dashboard");
        var now = DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());

        using (var publisher = Process.Start("mosquitto_pub",
        [
            "-p", product.MqttPort.ToString(), "-q", "1", "-t", "maintenance/v1/workshop/bench/rig1/WORKSHOP-D1/telemetry/json",
            "-m", $$"""{"time":"{{now:O}}","rpm":118.5,"wob":92000,"bearing_temperature":61.2}""",
        ]))
        {
            await publisher.WaitForExitAsync();
            publisher.ExitCode.ShouldBe(0);
        }
        var clock = Stopwatch.StartNew();
        await product.WaitForAsync(
            "select count(*) from reading where asset = 'WORKSHOP-D1' and abs(rotary_speed - 118.5) < 1e-3 and weight_on_bit = 92000", n =>
                n == 1, TimeSpan.FromSeconds(20));
        var seconds = clock.Elapsed.TotalSeconds;

        var csv = $"asset,time,rpm,wob,bearing_temperature\nWORKSHOP-D1,{now.AddSeconds(1):O},118.9,92400,61.2\nWORKSHOP-D1,{now.AddSeconds(2):O},119.1,92100,61.3\n";
        using var content = new StringContent(csv, MediaTypeHeaderValue.Parse("text/csv"));
        using var answer = await product.Client.PostAsync("/api/v1/telemetry", content);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        await product.WaitForAsync("select count(*) from reading where asset = 'WORKSHOP-D1'", n => n == 3, TimeSpan.FromSeconds(20));
        Console.WriteLine($"mosquitto_pub to SQL: {seconds:F2} s");
    }
}
