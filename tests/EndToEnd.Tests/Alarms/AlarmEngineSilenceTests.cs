using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace Maintenance.EndToEnd.Tests.Alarms;

/// <summary>A process that shows alarms notices that nobody judges them any more.</summary>
public sealed class AlarmEngineSilenceTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task While_scoring_runs_its_heartbeat_is_heard_and_when_it_is_gone_the_silence_is_shown()
    {
        using var folder = new TemporaryDirectory();
        await using (var whole = await ProductProcess.StartAsync(folder.Path, "Ingest,Scoring,Dashboard"))
        {
            var engine = await UntilAsync(whole, e => e.GetProperty("partitions").EnumerateArray()
                .All(p => p.GetProperty("judgedUntil").ValueKind == JsonValueKind.String));
            engine.GetProperty("partitions").GetArrayLength().ShouldBe(4);
            engine.GetProperty("complete").GetBoolean().ShouldBeTrue();
            (await whole.StopAsync()).ShouldBe(0, whole.Output);
        }
        await using var front = await ProductProcess.StartAsync(folder.Path, "Ingest,Dashboard", "Alarms:SilentAfter=00:00:20");
        var silent = await UntilAsync(front, e => !e.GetProperty("complete").GetBoolean());
        silent.GetProperty("complaint").GetString()!.ShouldContain("has judged nothing received after");
        using var list = await front.Client.GetAsync("/api/v1/alarms");
        list.Headers.Contains("Alarms-Incomplete").ShouldBeTrue();
    }

    private static async Task<JsonElement> UntilAsync(ProductProcess product, Func<JsonElement, bool> condition)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var engine = await product.Client.GetFromJsonAsync<JsonElement>("/api/v1/alarm-engine");
            if (engine.GetProperty("partitions").GetArrayLength() > 0 && condition(engine)) return engine;
            if (clock.Elapsed > Limit) throw new TimeoutException($"The alarm engine is still told as {engine}:\n{product.Output}");
            await Task.Delay(200);
        }
    }
}
