using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Maintenance.Queries;

namespace Maintenance.Api.Tests;

/// <summary>Registering drills in bulk: <c>POST /api/v1/assets</c>, all or none.</summary>
public sealed class AssetListTests : IAsyncLifetime
{
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

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/csv; charset=utf-8")]
    public async Task Ten_thousand_drills_are_registered_by_one_request_in_one_transaction(string contentType)
    {
        var body = contentType.StartsWith("text", StringComparison.Ordinal)
            ? "asset,region,site,rig,latitude,longitude,bitDiameterM\n"
                + string.Concat(Enumerable.Range(0, 10_000).Select(i => Csv(i, "S1")))
            : JsonSerializer.Serialize(Enumerable.Range(0, 10_000).Select(i => Json(i, "S1")));
        (await PostAsync(body, contentType)).ShouldBe((200, """{"registered":10000,"changed":0,"unchanged":0}"""));
        _host.Registry.All.Count.ShouldBe(10_000);
        (await CountAsync("SELECT count(*), count(distinct asset), min(latitude_deg), max(longitude_deg) FROM asset"))
            .ShouldBe([10_000L, 10_000L, -45d, 90d]);
        (await CountAsync("SELECT count(*) FROM audit WHERE action = 'register-assets'")).ShouldBe([1L]);
        // Sent again it changes nothing and records nothing.
        (await PostAsync(body, contentType)).ShouldBe((200, """{"registered":0,"changed":0,"unchanged":10000}"""));
        (await CountAsync("SELECT count(*) FROM audit WHERE action = 'register-assets'")).ShouldBe([1L]);
    }

    [Fact]
    public async Task A_known_drill_moves_and_columns_come_in_any_order_and_case()
    {
        await PostAsync("asset,region,site,rig\nA-1,north,S,R\nA-2,north,S,R\n", "text/csv");
        (await PostAsync("\uFEFFRIG,site,Region,asset,bitdiameterm\r\nR9,S,north,A-1,0.2159\r\nR,S,north,A-3,\r\n", "text/csv"))
            .ShouldBe((200, """{"registered":1,"changed":1,"unchanged":0}"""));
        _host.Registry.TryGet("A-1", out var moved).ShouldBeTrue();
        (moved!.Rig, moved.BitDiameterM).ShouldBe(("R9", 0.2159));
    }

    [Fact]
    public async Task A_list_that_says_nothing_of_rig_type_and_class_keeps_them_and_an_empty_text_removes_them()
    {
        await PostAsync("asset,region,site,rig,rigType,assetClass\nA-1,north,S,R,jack-up,top-drive\nA-2,north,S,R,,\n", "text/csv");
        (await PostAsync("asset,region,site,rig,rigType\nA-1,north,S,R9,\n", "text/csv")).Text.ShouldContain("\"changed\":1");
        (await StoredAsync()).ShouldBe(["A-1 R9 jack-up top-drive", "A-2 R  "]);
        (await PostAsync("""[{"asset":"A-1","region":"north","site":"S","rig":"R9","rigType":""}]""", "application/json")).Status.ShouldBe(200);
        (await StoredAsync()).ShouldBe(["A-1 R9  top-drive", "A-2 R  "]);
        _host.Registry.TryGet("A-1", out var shown).ShouldBeTrue();
        (shown!.RigType, shown.AssetClass).ShouldBe((null, "top-drive"));
        var detail = await _client.GetStringAsync("/api/v1/assets/A-1");
        detail.ShouldContain("\"rigType\":null,\"assetClass\":\"top-drive\"");

        async Task<IEnumerable<string>> StoredAsync() => (await AssetsQuery.RunAsync(_host.Store, CancellationToken.None))
            .OrderBy(a => a.Id.Value, StringComparer.Ordinal).Select(a => $"{a.Id.Value} {a.Rig} {a.RigType} {a.AssetClass}");
    }

    [Theory]
    [InlineData("text/csv", "", "The list is empty")]
    [InlineData("text/csv", "asset,region,site,rig,rigType\nA,n,S,R,jack up\n", "row 1: rigType: 'jack up' is not allowed")]
    [InlineData("application/json", """[{"asset":"A","region":"n","site":"S","rig":"R","assetClass":"a/b"}]""", "assetClass: 'a/b'")]
    [InlineData("text/csv", "asset,region,site,rig\n", "The list is empty")]
    [InlineData("text/csv", "asset;region;site;rig\nA;n;S;R\n", "separated by semicolons")]
    [InlineData("text/csv", "asset,region,site\nA,n,S\n", "no column 'rig'")]
    [InlineData("text/csv", "asset,region,site,rig,lat\nA,n,S,R,1\n", "column 'lat'")]
    [InlineData("text/csv", "asset,region,site,rig,asset\nA,n,S,R,B\n", "names a column twice")]
    [InlineData("text/csv", "asset,region,site,rig\nA,n,S,R\nB,n,S\n", "row 2: 3 fields under a head of 4")]
    [InlineData("text/csv", "asset,region,site,rig,latitude\nA,n,S,R,59,5\n", "row 1: 6 fields under a head of 5")]
    [InlineData("text/csv", "asset,region,site,rig,latitude\nA,n,S,R,north\n", "row 1: latitude: 'north' is not a number")]
    [InlineData("text/csv", "asset,region,site,rig,latitude\nA,n,S,R,91\n", "row 1: latitude: 91 is not allowed")]
    [InlineData("text/csv", "asset,region,site,rig\nA,n,S,R\nB,n,S,R\nA,n,S,R2\n", "row 3: asset: 'A' is already in row 1")]
    [InlineData("text/csv", "asset,region,site,rig\nA,n,S,R\nB b,n,S,R\n", "row 2: asset: 'B b' is not allowed")]
    [InlineData("text/csv", "asset,region,site,rig\n\"A,n,S,R\nB,n,S,R\n", "quote")]
    [InlineData("application/json", "{}", "Not a JSON array of assets")]
    [InlineData("application/json", "[]", "The list is empty")]
    [InlineData("application/json", "null", "The list is null")]
    [InlineData("application/json", """[{"asset":"A","region":"n","site":"S","rig":"R"},null]""", "row 2: null is not allowed")]
    [InlineData("application/json", """[{"asset":"A","region":"n","site":"S","rig":"R","lat":1}]""", "'lat'")]
    [InlineData("application/json", """[{"asset":"A","asset":"B","region":"n","site":"S","rig":"R"}]""", "'asset'")]
    [InlineData("application/json", """[{"asset":"A","region":"n","site":"S","rig":"R"}""", "(at $")]
    public async Task A_list_with_a_wrong_row_registers_nothing_and_names_it(string contentType, string body, string message)
    {
        var (status, text) = await PostAsync(body, contentType);
        status.ShouldBe(400);
        JsonDocument.Parse(text).RootElement.GetProperty("detail").GetString()!.ShouldContain(message);
        _host.Registry.All.ShouldBeEmpty();
        (await CountAsync("SELECT count(*) FROM asset")).ShouldBe([0L]);
    }

    [Fact]
    public async Task Many_wrong_rows_are_counted_and_the_first_named()
    {
        var (_, text) = await PostAsync("asset,region,site,rig\n" + string.Concat(Enumerable.Repeat("?,n,S,R\n", 5_000)), "text/csv");
        text.Length.ShouldBeLessThan(5_000);
        text.ShouldContain("row 20: ");
        text.ShouldContain("Further rows refused: 4980.");
    }

    [Fact]
    public async Task Another_media_type_is_named() =>
        (await PostAsync("<assets/>", "application/xml")).ShouldSatisfyAllConditions(
            a => a.Status.ShouldBe(415), a => a.Text.ShouldContain("application/json or text/csv"));

    [Fact]
    public async Task A_list_with_a_drill_of_a_foreign_region_registers_nothing()
    {
        await PostAsync("asset,region,site,rig\nS-1,south,S,R\n", "text/csv");
        using var engineer = await _host.SignedInAsync("engineer", "north");
        foreach (var list in new[] { "N-1,north,S,R\nN-2,south,S,R\n", "N-1,north,S,R\nS-1,north,S,R\n" })
        {
            using var content = new StringContent("asset,region,site,rig\n" + list, Encoding.UTF8, "text/csv");
            using var answer = await engineer.PostAsync("/api/v1/assets", content);
            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            (await answer.Content.ReadAsStringAsync()).ShouldContain(list.Contains("N-2", StringComparison.Ordinal) ? "N-2" : "S-1");
        }
        _host.Registry.All.Single().Id.Value.ShouldBe("S-1");
    }

    private static string Csv(int i, string site) =>
        string.Create(CultureInfo.InvariantCulture, $"D-{i:00000},north,{site},R{i % 50},{-45 + i % 90},{i % 91},0.2159\n");

    private static object Json(int i, string site) => new
    {
        asset = $"D-{i:00000}",
        region = "north",
        site,
        rig = $"R{i % 50}",
        latitude = -45 + i % 90,
        longitude = i % 91,
        bitDiameterM = 0.2159,
    };

    private async Task<(int Status, string Text)> PostAsync(string body, string contentType)
    {
        using var content = new StringContent(body, Encoding.UTF8);
        content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(contentType);
        using var answer = await _client.PostAsync("/api/v1/assets", content);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<IReadOnlyList<object?>> CountAsync(string sql) =>
        (await _host.Store.QueryAsync(new(sql), CancellationToken.None)).Rows.Single();
}
