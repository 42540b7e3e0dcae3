using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Maintenance.Core.Ports;

namespace Maintenance.Api.Tests;

/// <summary>A drill leaves the fleet by those who may register it; what is stored of it stays.</summary>
public sealed class AssetRemovalTests
{
    [Fact]
    public async Task A_removed_drill_is_gone_until_it_is_registered_again_and_then_has_its_history()
    {
        await using var host = await StageHost.StartAsync();
        using var engineer = await host.SignedInAsync("engineer", "north-sea", "engineer");
        using var foreigner = await host.SignedInAsync("engineer", "santos", "foreigner");
        var place = new { region = "north-sea", site = "grane", rig = "rig2" };
        (await engineer.PutAsJsonAsync("/api/v1/assets/NO-D7", place)).StatusCode.ShouldBe(HttpStatusCode.OK);
        host.Feed.Publish([Rows.Update("NO-D7", "north-sea", Rows.Noon, 31, "D", "imbalance")]);

        (await foreigner.DeleteAsync("/api/v1/assets/NO-D7")).StatusCode.ShouldBe(HttpStatusCode.NotFound, "existence is not told");
        (await engineer.DeleteAsync("/api/v1/assets/NO-D7")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await engineer.DeleteAsync("/api/v1/assets/NO-D7")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        host.Registry.TryGet("NO-D7", out _).ShouldBeFalse("Ingest refuses its telemetry");
        host.Feed.Publish([Rows.Update("NO-D7", "north-sea", Rows.Noon.AddSeconds(1), 31, "D", "imbalance")]);
        (await engineer.GetFromJsonAsync<JsonElement>("/api/v1/assets")).GetArrayLength().ShouldBe(0);
        (await RowsAsync(host, "SELECT 1 FROM asset")).ShouldBe(0);
        (await RowsAsync(host, "SELECT 1 FROM audit WHERE action = 'remove-asset' AND subject = 'NO-D7' AND who = 'engineer'"))
            .ShouldBe(1);

        (await engineer.PutAsJsonAsync("/api/v1/assets/NO-D7", place)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await engineer.GetFromJsonAsync<JsonElement>("/api/v1/assets")).GetArrayLength().ShouldBe(1);
    }

    private static async Task<int> RowsAsync(StageHost host, string sql) =>
        (await host.Store.QueryAsync(new StoreQuery(sql), CancellationToken.None)).Rows.Count;
}
