using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Maintenance.Core.Ports;

namespace Maintenance.Api.Tests;

/// <summary>Production, costs, budgets and rates by REST: written as JSON or CSV, read as either, within one's regions.</summary>
public sealed class BusinessListTests : IAsyncLifetime
{
    private const string North = TwoRegionsFixture.North;
    private const string South = TwoRegionsFixture.South;
    private const string Costs = "region,reference,department,day,kind,amount";
    private readonly TwoRegionsFixture _fixture = new();
    private HttpClient _erna = null!;
    private HttpClient _all = null!;

    public async Task InitializeAsync()
    {
        await _fixture.InitializeAsync();
        _erna = await _fixture.Host.SignedInAsync("engineer", "North-Sea", "erna");
        _all = await _fixture.Host.SignedInAsync("engineer", "*", "alma");
    }

    public async Task DisposeAsync()
    {
        _erna.Dispose();
        _all.Dispose();
        await _fixture.DisposeAsync();
    }

    [Fact]
    public async Task Production_comes_as_csv_and_as_json_and_a_day_sent_again_replaces_itself()
    {
        (await SendAsync(_erna, "production",
            $"Day,asset,oilM3,nptHours,plannedDowntimeHours\r\n2026-05-01,{North},120.5,6,\r\n2026-05-02,{North},118,,4\r\n"))
            .ShouldBe((200, """{"recorded":2}"""));
        var again = new[] { new { asset = North, day = "2026-05-02", oilM3 = 119.25, drilledM = 12.5 } };
        (await _erna.PostAsJsonAsync("/api/v1/production", again)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await _erna.PostAsJsonAsync("/api/v1/production", again)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var plan = new[] { new { asset = North, day = "2027-01-01", basis = "plan", oilM3 = 200 } };
        (await _erna.PostAsJsonAsync("/api/v1/production", plan)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var found = await _erna.GetFromJsonAsync<JsonElement>("/api/v1/production");
        found.EnumerateArray().Select(r => (Text(r, "day"), Text(r, "basis"), Number(r, "oilM3"), Number(r, "drilledM"),
            Number(r, "nptHours"), Number(r, "plannedDowntimeHours"), Text(r, "recordedBy"))).ShouldBe(
            [
                ("2027-01-01", "plan", 200, null, null, null, "erna"), ("2026-05-02", "actual", 119.25, 12.5, null, null, "erna"),
                ("2026-05-01", "actual", 120.5, null, 6, null, "erna"),
            ]);
        (await GetAsync(_erna, "production?basis=actual&from=2026-05-02&to=2026-05-03"))
            .ShouldStartWith("asset,day,basis,oilM3,drilledM,nptHours,plannedDowntimeHours,recorded,recordedBy\r\n"
                + $"{North},2026-05-02,actual,119.25,12.5,,,");
        (await _fixture.Host.Store.QueryAsync(new StoreQuery(
            "SELECT who, action, subject, detail FROM audit WHERE action LIKE 'record-%' ORDER BY event_time"), default)).Rows
            .Select(r => string.Join(' ', r)).ShouldBe(
            [
                $"erna record-production {North} 2 rows", $"erna record-production {North} 1 rows",
                $"erna record-production {North} 1 rows", $"erna record-production {North} 1 rows",
            ]);
    }

    [Fact]
    public async Task Costs_budgets_and_rates_are_kept_by_their_keys()
    {
        await SendAsync(_erna, "costs", Costs + ",workOrder\n"
            + "NORTH-SEA,INV-1,maintenance,2026-05-01,repair,1000,7\nnorth-sea,INV-2,drilling,2026-05-01,npt,-20.5,\n");
        await SendAsync(_erna, "costs", Costs + $",asset\nnorth-sea,INV-1,maintenance,2026-05-02,repair,900,{North}\n");
        (await _erna.GetFromJsonAsync<JsonElement>("/api/v1/costs")).EnumerateArray()
            .Select(c => (Text(c, "region"), Text(c, "reference"), Text(c, "day"), Number(c, "amount"),
                Number(c, "workOrder"), Text(c, "asset")))
            .ShouldBe([("north-sea", "INV-1", "2026-05-02", 900, null, North), ("north-sea", "INV-2", "2026-05-01", -20.5, null, null)]);
        await SendAsync(_erna, "budgets",
            "region,department,month,amount\nnorth-sea,drilling,2026-05,1e6\nnorth-sea,drilling,2026-06,2e6\n");
        (await _erna.GetFromJsonAsync<JsonElement>("/api/v1/budgets?from=2026-06-01")).EnumerateArray()
            .Select(b => (Text(b, "month"), Number(b, "amount"))).ShouldBe([("2026-06", 2e6)]);
        await SendAsync(_all, "rates", "region,kind,failureMode,validFrom,amount\n*,oil_price,,2026-01-01,450\n"
            + "santos,repair,bearing_wear,2026-01-01,90000\nnorth-sea,repair,bearing_wear,2026-01-01,80000\n");
        (await _erna.GetFromJsonAsync<JsonElement>("/api/v1/rates")).EnumerateArray()
            .Select(r => (Text(r, "region"), Text(r, "kind"), Text(r, "failureMode"), Number(r, "amount")))
            .ShouldBe([("*", "oil_price", null, 450), ("north-sea", "repair", "bearing_wear", 80000)]);
        (await _all.GetFromJsonAsync<JsonElement>("/api/v1/rates?region=Santos")).EnumerateArray().Select(r => Number(r, "amount"))
            .ShouldBe([450, 90000], "those of all regions hold in each");
    }

    [Theory]
    [InlineData("production", "asset,day,oilM3\nNO-NOBODY-D1,2026-05-01,1\n",
        "row 1: asset: there is no asset 'NO-NOBODY-D1' that you may see")]
    [InlineData("production", $"asset,day,oilM3\n{North},2026-05-01,1\n{South},2026-05-01,1\n", "row 2: asset: there is no asset")]
    [InlineData("production", $"asset,day,oilM3\n{North},1.5.2026,1\n",
        "row 1: day: '1.5.2026' is not allowed; expected a day, for example")]
    [InlineData("production", $"asset,day,oilM3\n{North},2026-05-01,-1\n", "row 1: oilM3: -1 is not allowed; expected 0 to")]
    [InlineData("production", $"asset,day,oilM3\n{North},2026-05-01,NaN\n", "row 1: oilM3: 'NaN' is not a number")]
    [InlineData("production", $"asset,day\n{North},2026-05-01\n", "row 1: oilM3: is missing, as is everything else")]
    [InlineData("production", $"asset,day,oilM3\n{North},2199-05-01,1\n", "row 1: day: 2199-05-01 lies in the future; only a plan does")]
    [InlineData("production", $"asset,day,nptHours,plannedDowntimeHours\n{North},2026-05-01,20,5\n", "more than the day has")]
    [InlineData("production", $"asset,day,oilM3\n{North},2026-05-01,1\n{North},2026-05-01,2\n", "row 2: is of the same key as row 1")]
    [InlineData("production", $"asset,day,gas\n{North},2026-05-01,1\n", "The head has a column 'gas'; allowed are asset, day, basis,")]
    [InlineData("production", "asset,day,oilM3\n", "The list is empty; expected days of production")]
    [InlineData("costs", Costs + "\nsantos,1,drilling,2026-05-01,repair,1\n",
        "row 1: region: there is no region 'santos' that you may see")]
    [InlineData("costs", Costs + "\nnorth-sea,,drilling,2026-05-01,repair,1\n", "row 1: reference: is missing")]
    [InlineData("costs", Costs + "\nnorth-sea,1,drilling,2026-05-01,paint,1\n",
        "row 1: kind: 'paint' is not allowed; expected one of repair,")]
    [InlineData("costs", Costs + ",workOrder\nnorth-sea,1,drilling,2026-05-01,repair,1,1.5\n",
        "row 1: workOrder: '1.5' is not a whole number")]
    [InlineData("budgets", "region,department,month,amount\nnorth-sea,drilling,2026-13,1\n",
        "row 1: month: '2026-13' is not allowed; expected a month")]
    [InlineData("budgets", "region,department,month,amount\nnorth-sea,drilling,2026-12,\n", "row 1: amount: is missing")]
    [InlineData("rates", "region,kind,validFrom,amount\n*,oil_price,2026-05-01,1\n", "row 1: region: '*' is for users of all regions")]
    [InlineData("rates", "region,kind,failureMode,validFrom,amount\nnorth-sea,oil_price,whirl,2026-05-01,1\n",
        "row 1: failureMode: does not apply to oil_price")]
    public async Task A_list_with_a_wrong_row_records_nothing_and_names_row_and_field(string path, string body, string message)
    {
        var (status, text) = await SendAsync(_erna, path, body);
        status.ShouldBe(400);
        JsonDocument.Parse(text).RootElement.GetProperty("detail").GetString()!.ShouldContain(message);
        (await _erna.GetFromJsonAsync<JsonElement>($"/api/v1/{path}")).GetArrayLength().ShouldBe(0);
        (await _fixture.Host.Store.QueryAsync(new StoreQuery("SELECT count(*) AS n FROM audit WHERE action LIKE 'record-%'")
            , default)).Scalar
            .ShouldBe(0L);
    }

    [Fact]
    public async Task A_user_of_one_region_reads_nothing_of_another()
    {
        await SendAsync(_all, "production", $"asset,day,oilM3\n{North},2026-05-01,1\n{South},2026-05-01,2\n");
        await SendAsync(_all, "costs", Costs + "\nsantos,1,drilling,2026-05-01,npt,3\n");
        await SendAsync(_all, "budgets", "region,department,month,amount\nsantos,drilling,2026-05,3\n");
        await SendAsync(_all, "rates", "region,kind,validFrom,amount\nsantos,npt_day,2026-05-01,3\n");
        (await _erna.GetFromJsonAsync<JsonElement>("/api/v1/production")).EnumerateArray().Select(r => Text(r, "asset")).ShouldBe([North]);
        foreach (var path in new[] { "production?region=santos", $"production?asset={South}",
            "costs", "costs?region=santos", "budgets", "rates" })
            (await _erna.GetFromJsonAsync<JsonElement>($"/api/v1/{path}")).GetArrayLength().ShouldBe(0, path);
        (await _all.GetFromJsonAsync<JsonElement>("/api/v1/costs?region=Santos")).GetArrayLength().ShouldBe(1);
        (await _all.GetFromJsonAsync<JsonElement>("/api/v1/costs?region=north-sea")).GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Parameters_that_are_not_allowed_are_named() =>
        (await _erna.GetAsync("/api/v1/costs?from=yesterday&limit=0")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

    private static async Task<(int Status, string Text)> SendAsync(HttpClient client, string path, string csv)
    {
        using var content = new StringContent(csv, Encoding.UTF8, "text/csv");
        using var answer = await client.PostAsync($"/api/v1/{path}", content);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<string> GetAsync(HttpClient client, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/{path}");
        request.Headers.Accept.ParseAdd("text/csv");
        using var answer = await client.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await answer.Content.ReadAsStringAsync();
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static double? Number(JsonElement element, string name) =>
        element.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;
}
