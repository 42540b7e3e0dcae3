using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Maintenance.Core.Assets;
using Maintenance.Core.Ports;
using Maintenance.Queries;

namespace Maintenance.Api.Tests;

/// <summary>Measurement locations come and go with the drill that they belong to.</summary>
public sealed class AssetLocationsTests : IAsyncLifetime
{
    private const string Bearing =
        """{"name":"top-drive-bearing","turnsPerStringTurn":8.5,"bearing":{"elements":16,"elementDiameterMm":24,"pitchDiameterM":0.12}}""";

    private StageHost _host = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _host = await StageHost.StartAsync();
        _client = _host.Program();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task What_is_stated_is_registered_shown_and_recorded()
    {
        var detail = await PutAsync($$"""{"region":"n","site":"S","rig":"R","measurementLocations":[{{Bearing}},{"name":"pump"}]}""");
        var shown = detail.GetProperty("measurementLocations");
        shown.EnumerateArray().Select(l => l.GetProperty("name").GetString()).ShouldBe(["pump", "top-drive-bearing"]);
        shown[1].GetProperty("bearing").GetProperty("elementDiameterM").GetDouble().ShouldBe(0.024);
        var known = _host.Registry.All.Single().Locations;
        (await MeasurementLocationsQuery.OfAsync(_host.Store, ["D1", "D2"], CancellationToken.None)).Single().Value.ShouldBe(known);
        DrillSetup.Of(_host.Registry.All.Single()).LocationOf("top-drive-bearing"u8, isOnlyWaveform: false)!.Bearing!.OuterRaceOrder
            .ShouldBe(6.4, 1e-12);
        (await _host.Store.QueryAsync(new StoreQuery("SELECT detail FROM audit WHERE action = 'register-asset'"), CancellationToken.None))
            .Scalar.ShouldBe("n/S/R, measured at pump, top-drive-bearing");

        // What is shown is what can be sent: it changes nothing.
        var list = $$"""[{"asset":"D1","region":"n","site":"S","rig":"R","measurementLocations":{{shown.GetRawText()}}}]""";
        (await PostAsync(list, "application/json")).ShouldBe((200, """{"registered":0,"changed":0,"unchanged":1}"""));
    }

    [Fact]
    public async Task A_list_that_says_nothing_of_them_keeps_them_and_an_empty_one_removes_them()
    {
        await PutAsync($$"""{"region":"n","site":"S","rig":"R","measurementLocations":[{{Bearing}}]}""");
        (await PostAsync("asset,region,site,rig\nD1,n,S,R9\n", "text/csv")).Status.ShouldBe(200);
        (await StoredAsync()).ShouldBe(["top-drive-bearing"]);
        (await PutAsync("""{"region":"n","site":"S","rig":"R9"}""")).GetProperty("measurementLocations").GetArrayLength().ShouldBe(1);

        await PutAsync("""{"region":"n","site":"S","rig":"R9","measurementLocations":[{"name":"pump"}]}""");
        (await StoredAsync()).ShouldBe(["pump"]);
        await PutAsync("""{"region":"n","site":"S","rig":"R9","measurementLocations":[]}""");
        (await StoredAsync()).ShouldBeEmpty();
        _host.Registry.All.Single().Locations!.ShouldBeEmpty();
    }

    [Fact]
    public async Task They_leave_with_their_drill()
    {
        foreach (var asset in new[] { "D1", "D2" })
            await PutAsync($$"""{"region":"n","site":"S","rig":"R","measurementLocations":[{{Bearing}}]}""", asset);
        (await _client.DeleteAsync("/api/v1/assets/D1")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await StoredAsync()).ShouldBeEmpty();
        (await StoredAsync("D2")).ShouldBe(["top-drive-bearing"]);
        (await PutAsync("""{"region":"n","site":"S","rig":"R"}""")).GetProperty("measurementLocations").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task What_cannot_be_is_refused_by_field_and_registers_nothing()
    {
        const string wrong = """{"name":"a","bearing":{"elements":2,"elementDiameterM":0.2,"pitchDiameterM":0.1}}""";
        using var put = await _client.PutAsync("/api/v1/assets/D1", Json(
            $$"""{"region":"n","site":"S","rig":"R","measurementLocations":[{{wrong}}]}"""));
        put.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await put.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateObject().Select(e => e.Name).ShouldBe(
            ["measurementLocations[0].bearing.elements", "measurementLocations[0].bearing.elementDiameterM"], ignoreOrder: true);
        var (status, text) = await PostAsync(
            $$"""[{"asset":"D1","region":"n","site":"S","rig":"R","measurementLocations":[{{wrong}}]}]""", "application/json");
        status.ShouldBe(400);
        text.ShouldContain("row 1: measurementLocations[0].bearing.elements:");
        _host.Registry.All.ShouldBeEmpty();
    }

    private async Task<IReadOnlyList<string>> StoredAsync(string asset = "D1") =>
        (await _host.Store.QueryAsync(new StoreQuery("SELECT name FROM measurement_location WHERE asset = ? ORDER BY name", asset),
            CancellationToken.None)).Read(r => r.Text("name"));

    private async Task<JsonElement> PutAsync(string json, string asset = "D1")
    {
        using var answer = await _client.PutAsync($"/api/v1/assets/{asset}", Json(json));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task<(int Status, string Text)> PostAsync(string body, string contentType)
    {
        using var answer = await _client.PostAsync("/api/v1/assets", new StringContent(body, Encoding.UTF8, contentType));
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}
