using System.Net.Http.Json;
using System.Text.Json;
using Maintenance.Core.Time;

namespace Maintenance.Api.Tests;

/// <summary>What <c>/health</c> says of the drills: when all are silent, and when clocks run ahead.</summary>
public sealed class DrillsHealthTests
{
    [Fact]
    public async Task Silence_of_all_drills_and_clocks_that_run_ahead_are_degraded_and_named()
    {
        await using var host = await StageHost.StartAsync(fill: (_, registry) =>
        {
            registry.AddOrReplace([Rows.Drill("D1", "north-sea"), Rows.Drill("D2", "santos")]);
            return Task.CompletedTask;
        });
        (await DrillsAsync(host)).ShouldBe(("healthy", "No drill has sent data yet."));

        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        host.Feed.Publish([Rows.Update("D1", "north-sea", now.AddMinutes(-40), 90)]);
        var (status, detail) = await DrillsAsync(host);
        status.ShouldBe("degraded");
        detail!.ShouldContain("None of 1 drills has sent data for 40 min");

        host.Feed.Publish([Rows.Update("D1", "north-sea", now, 90)]);
        (await DrillsAsync(host)).Status.ShouldBe("healthy");

        host.Feed.Publish([Rows.Update("D2", "santos", now.AddSeconds(200), 90) with { ReceivedUnixMicros = UnixMicros.Of(now) }]);
        (status, detail) = await DrillsAsync(host);
        status.ShouldBe("degraded");
        detail!.ShouldContain("Clocks of 1 of 2 drills run ahead: D2 by ");
    }

    private static async Task<(string? Status, string? Detail)> DrillsAsync(StageHost host)
    {
        using var program = host.Program();
        var part = (await program.GetFromJsonAsync<JsonElement>("/health")).GetProperty("parts").EnumerateArray()
            .Single(p => p.GetProperty("name").GetString() == "drills");
        return (part.GetProperty("status").GetString(), part.TryGetProperty("detail", out var detail) ? detail.GetString() : null);
    }
}
