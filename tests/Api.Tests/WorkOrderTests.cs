using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;

namespace Maintenance.Api.Tests;

/// <summary>Work orders by REST, from an alarm to the label that its finding gives.</summary>
public sealed class WorkOrderTests : IAsyncLifetime
{
    private const string North = TwoRegionsFixture.North;
    private const string Orders = "/api/v1/work-orders";
    private const string Rule = "bearing_wear_likely";
    private readonly TwoRegionsFixture _fixture = new();
    private HttpClient _olga = null!;
    private HttpClient _otto = null!;

    public async Task InitializeAsync()
    {
        await _fixture.InitializeAsync();
        _olga = await _fixture.Host.SignedInAsync("operator", "north-sea", "olga");
        _otto = await _fixture.Host.SignedInAsync("operator", "*", "otto");
    }

    public async Task DisposeAsync()
    {
        _olga.Dispose();
        _otto.Dispose();
        await _fixture.DisposeAsync();
    }

    [Fact]
    public async Task An_order_goes_from_the_alarm_to_the_finding_and_every_step_is_in_the_chain()
    {
        await _fixture.Host.CommitAsync(TableBatch.Of(Event(North, Rows.Noon, Rows.Noon.AddMinutes(10))));
        var raised = await RaiseAsync(_olga, new
        {
            alarms = new[] { new { id = $"{North}~{Rule}", occurrence = Rows.Noon } }, failureMode = "bearing_wear", priority = "high",
            title = "Listen to the bearing", parts = new[] { new { name = "SKF 23052", number = 2, unitCost = 1200.5 } },
        });
        (Number(raised), raised.GetProperty("revision").GetInt32(), Text(raised, "state"), Text(raised, "raisedBy"))
            .ShouldBe((1, 1, "open", "olga"));
        Text(raised, "asset").ShouldBe(North, "it is of the alarm");
        Text(raised, "dueBecause").ShouldBe("no remaining life is estimated; 1 day by its priority");
        raised.GetProperty("partsCost").GetDouble().ShouldBe(2401);
        var planned = await PatchAsync(_olga, 1, new { revision = 1, state = "planned", assignee = "mike", hours = 3 });
        (planned.GetProperty("revision").GetInt32(), Text(planned, "assignee")).ShouldBe((2, "mike"));
        var closed = await CloseAsync(_olga, 1, new
        {
            revision = 2, outcome = "confirmed", component = "outer race", severity = "degraded", began = Rows.Noon.AddHours(-2),
            found = Rows.Noon.AddHours(5), repaired = true, labourCost = 800, downtimeHours = 6, notes = "spalled",
        });
        (Text(closed, "state"), Text(closed, "outcome"), closed.GetProperty("cost").GetDouble()).ShouldBe(("done", "confirmed", 3201.0));

        var records = (await _olga.GetFromJsonAsync<JsonElement>($"/api/v1/assets/{North}/maintenance")).EnumerateArray().ToArray();
        records.Select(r => (Text(r, "kind"), Text(r, "failureMode"), r.GetProperty("workOrder").GetInt64()))
            .ShouldBe([("inspected", "bearing_wear", 1L), ("repaired", "bearing_wear", 1L)]);
        (Text(records[0], "component"), Text(records[0], "severity"), records[0].GetProperty("began").GetDateTime(),
            Text(records[0], "note")).ShouldBe(("outer race", "degraded", Rows.Noon.AddHours(-2), "spalled"));
        var detail = await _olga.GetFromJsonAsync<JsonElement>($"{Orders}/1");
        detail.GetProperty("findings").GetArrayLength().ShouldBe(2);
        detail.GetProperty("revisions").EnumerateArray().Select(r => Text(r, "state")).ShouldBe(["done", "planned", "open"]);

        var chain = (await _fixture.Host.Store.QueryAsync(new StoreQuery(
            "SELECT sequence, actor, rule, text, previous_hash, hash FROM operator_action WHERE action = 'work_order' ORDER BY sequence"),
            default)).Rows;
        chain.Select(r => (r[1], r[2], r[3])).ShouldBe(
        [
            ("olga", Rule, "Listen to the bearing"), ("olga", null, "state planned; assignee mike; hours 3"),
            ("olga", null, "state done; outcome confirmed; labour cost 800; downtime hours 6; notes"),
        ]);
        chain[1][4].ShouldBe(chain[0][5]);
        chain[2][4].ShouldBe(chain[1][5]);
        var figures = (await _olga.GetFromJsonAsync<JsonElement>("/api/v1/alarm-rules/precision")).EnumerateArray().ToArray();
        figures.Select(f => (Text(f, "rule"), f.GetProperty("alarms").GetInt32(), f.GetProperty("precision").GetProperty("hits").GetInt32(),
            f.GetProperty("precision").GetProperty("cases").GetInt32())).ShouldBe([(Rule, 1, 1, 1), (Rule, 1, 1, 1)]);
    }

    [Fact]
    public async Task Of_two_people_who_read_the_same_revision_one_wins_and_the_other_hears_by_whom()
    {
        await RaiseAsync(_olga, new { asset = North, title = "look" });
        HttpClient[] people = [.. Enumerable.Range(0, 10).Select(i => i % 2 == 0 ? _olga : _otto)];
        var answers = await Task.WhenAll(people.Select((p, i) =>
            p.PatchAsJsonAsync($"{Orders}/1", new { revision = 1, notes = $"note {i}" })));
        answers.Count(a => a.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        answers.Count(a => a.StatusCode == HttpStatusCode.Conflict).ShouldBe(9);
        var winner = people[Array.FindIndex(answers, a => a.StatusCode == HttpStatusCode.OK)] == _olga ? "olga" : "otto";
        var lost = await answers.First(a => a.StatusCode == HttpStatusCode.Conflict).Content.ReadFromJsonAsync<JsonElement>();
        Text(lost, "detail").ShouldStartWith($"Work order 1 was changed by {winner} at ");
        Text(lost, "detail")!.ShouldEndWith("it is at revision 2, you read 1. Nothing was changed; read it again.");
        (await _olga.GetFromJsonAsync<JsonElement>($"{Orders}/1")).GetProperty("revisions").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task The_same_request_sent_again_raises_nothing_twice_and_numbers_have_no_gaps()
    {
        var body = new { asset = North, title = "look", requestKey = "8b1c" };
        var first = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => RaiseAsync(_olga, body)));
        first.Select(Number).Distinct().ShouldHaveSingleItem();
        Number(await RaiseAsync(_otto, body)).ShouldBe(2, "another person's key is another's");
        var more = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => RaiseAsync(_olga, new { asset = North, title = $"look {i}" })));
        more.Select(Number).Order().ShouldBe([3, 4, 5, 6, 7, 8, 9, 10]);
    }

    [Fact]
    public async Task Nothing_follows_a_closed_order_and_done_is_reached_with_a_finding_only()
    {
        await RaiseAsync(_olga, new { asset = North, title = "look" });
        (await RefusedAsync(_olga.PatchAsJsonAsync($"{Orders}/1", new { revision = 1, state = "done" }), HttpStatusCode.BadRequest))
            .ShouldContain("state: 'done' is not allowed");
        await PatchAsync(_olga, 1, new { revision = 1, state = "in_progress" });
        (await RefusedAsync(_olga.PatchAsJsonAsync($"{Orders}/1", new { revision = 2, state = "open" }), HttpStatusCode.Conflict))
            .ShouldContain("is in_progress; open does not follow. Allowed: planned, done, cancelled.");
        await PatchAsync(_olga, 1, new { revision = 2, state = "cancelled" });
        (await RefusedAsync(_olga.PostAsJsonAsync($"{Orders}/1/close", new { revision = 3, outcome = "not_inspected" }),
            HttpStatusCode.Conflict)).ShouldContain("is cancelled since");
    }

    [Theory]
    [InlineData("""{"outcome":"fixed"}""", "outcome: 'fixed' is not allowed; expected one of confirmed, another_mode, nothing_found")]
    [InlineData("""{"outcome":"another_mode"}""", "failureMode: is missing")]
    [InlineData("""{"outcome":"another_mode","failureMode":"imbalance"}""", "imbalance is what was suspected")]
    [InlineData("""{"outcome":"confirmed","failureMode":"whirl"}""", "the outcome of whirl is another_mode")]
    [InlineData("""{"outcome":"nothing_found","failureMode":"whirl"}""", "only with a fault")]
    [InlineData("""{"outcome":"confirmed","found":"2199-01-01"}""", "found: 2199-01-01T00:00:00.0000000Z lies in the future")]
    [InlineData("""{"outcome":"confirmed","found":"2025-01-01","began":"2025-01-02"}""", "began: lies after it was found")]
    [InlineData("""{"outcome":"confirmed","hours":-1}""", "hours: -1 is not allowed")]
    [InlineData("""{"outcome":"confirmed","severity":"bad"}""", "incipient, degraded, critical")]
    public async Task A_finding_that_contradicts_itself_is_refused_by_name(string body, string words)
    {
        await RaiseAsync(_olga, new { asset = North, title = "look", failureMode = "imbalance" });
        using var content = new StringContent(body.Insert(1, "\"revision\":1,"), System.Text.Encoding.UTF8, "application/json");
        (await RefusedAsync(_olga.PostAsync($"{Orders}/1/close", content), HttpStatusCode.BadRequest)).ShouldContain(words);
        (await _olga.GetFromJsonAsync<JsonElement>($"/api/v1/assets/{North}/maintenance")).GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("""{"title":"look"}""", "asset: is missing")]
    [InlineData("""{"asset":"NO-GRANE-RIG2-D1"}""", "title: is blank")]
    [InlineData("""{"alarms":[{"id":"nonsense"}]}""", "'nonsense' is no alarm")]
    [InlineData("""{"alarms":[{"id":"NO-GRANE-RIG2-D1~hot"}]}""", "is at rest; name its occurrence")]
    [InlineData("""{"alarms":[{"id":"NO-GRANE-RIG2-D1~hot","occurrence":"2025-01-01"},{"id":"X~hot"}]}""", "an order is of one asset")]
    [InlineData("""{"asset":"NO-GRANE-RIG2-D1","title":"x","parts":[{"name":"","number":1,"unitCost":1}]}""", "each with a name")]
    public async Task An_order_that_cannot_be_raised_is_refused_by_name(string body, string words)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        (await RefusedAsync(_olga.PostAsync(Orders, content), HttpStatusCode.BadRequest)).ShouldContain(words);
    }

    [Fact]
    public async Task The_list_is_by_due_date_and_people_see_their_regions_only()
    {
        await RaiseAsync(_otto, new { asset = TwoRegionsFixture.South, title = "=later", due = "2031-01-01", failureMode = "whirl" });
        await RaiseAsync(_otto, new { asset = North, title = "sooner", due = "2030-01-01", assignee = "mike" });
        await RaiseAsync(_otto, new { asset = North, title = "first", due = "2020-01-01" });
        async Task<string?[]> Titles(HttpClient client, string query) =>
            [.. (await client.GetFromJsonAsync<JsonElement>(Orders + query)).EnumerateArray().Select(o => Text(o, "title"))];
        (await Titles(_otto, "")).ShouldBe(["first", "sooner", "=later"]);
        (await Titles(_olga, "")).ShouldBe(["first", "sooner"]);
        (await Titles(_otto, "?overdue=true")).ShouldBe(["first"]);
        (await Titles(_otto, "?failureMode=whirl")).ShouldBe(["=later"]);
        (await Titles(_otto, "?assignee=mike&limit=1")).ShouldBe(["sooner"]);
        await PatchAsync(_otto, 3, new { revision = 1, state = "cancelled" });
        (await Titles(_otto, "")).ShouldBe(["sooner", "=later"], "what is closed asks for nothing");
        (await Titles(_otto, "?state=all")).ShouldBe(["first", "sooner", "=later"]);
        (await RefusedAsync(_otto.GetAsync($"{Orders}?state=lost"), HttpStatusCode.BadRequest)).ShouldContain("not_closed, open");
        (await _olga.GetAsync($"{Orders}/1")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await _olga.PatchAsJsonAsync($"{Orders}/1", new { revision = 1, notes = "x" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var request = new HttpRequestMessage(HttpMethod.Get, Orders);
        request.Headers.Accept.ParseAdd("text/csv");
        using var file = await _otto.SendAsync(request);
        var lines = (await file.Content.ReadAsStringAsync()).TrimEnd().Split("\r\n");
        lines[0].ShouldStartWith("number,revision,asset,title,failure_mode,priority,state,due");
        lines[2].ShouldContain("'=later", Case.Sensitive, "a spreadsheet must not run it");
    }

    [Fact]
    public async Task A_finding_never_replaces_a_record_and_one_that_is_withdrawn_judges_nothing()
    {
        await _fixture.Host.CommitAsync(TableBatch.Of(Event(North, Rows.Noon, null)));
        using var posted = await _olga.PostAsJsonAsync($"/api/v1/assets/{North}/maintenance",
            new { time = Rows.Noon.AddHours(1), kind = "inspected", failureMode = "none" });
        posted.StatusCode.ShouldBe(HttpStatusCode.OK);
        await RaiseAsync(_olga, new { title = "look", alarms = new[] { new { id = $"{North}~{Rule}", occurrence = Rows.Noon } } });
        var finding = new { revision = 1, outcome = "nothing_found", found = Rows.Noon.AddHours(1) };
        (await RefusedAsync(_olga.PostAsJsonAsync($"{Orders}/1/close", finding), HttpStatusCode.Conflict))
            .ShouldContain("was already inspected at");
        await CloseAsync(_olga, 1, finding with { found = Rows.Noon.AddHours(2) });
        var records = await _olga.GetFromJsonAsync<JsonElement>($"/api/v1/assets/{North}/maintenance");
        records[0].GetProperty("began").GetDateTime().ShouldBe(Rows.Noon, "nothing was wrong when it was suspected");
        (await JudgedAsync()).ShouldBe(1);
        using var corrected = await _olga.PostAsJsonAsync($"/api/v1/assets/{North}/maintenance",
            new { time = Rows.Noon.AddHours(2), kind = "inspected", failureMode = "whirl" });
        var kept = await corrected.Content.ReadFromJsonAsync<JsonElement>();
        (Text(kept, "failureMode"), kept.GetProperty("workOrder").GetInt64())
            .ShouldBe(("whirl", 1L), "a correction stays the order's finding");
        (await FiguresAsync()).GetProperty("nothingFound").GetInt32().ShouldBe(0);
        (await JudgedAsync()).ShouldBe(1);
        using var withdrawn = await _olga.PostAsJsonAsync($"/api/v1/assets/{North}/maintenance",
            new { time = Rows.Noon.AddHours(2), kind = "inspected", failureMode = "none", withdrawn = true });
        withdrawn.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await JudgedAsync()).ShouldBe(0);

        async Task<JsonElement> FiguresAsync() => (await _olga.GetFromJsonAsync<JsonElement>("/api/v1/alarm-rules/precision"))[0];

        async Task<int> JudgedAsync() => (await FiguresAsync()).GetProperty("judged").GetInt32();
    }

    private static AlarmEventRow Event(string asset, DateTime from, DateTime? until) => new()
    {
        Asset = asset, Rule = Rule, Level = "high", EventTimeUnixMicros = UnixMicros.Of(from), KnownAtUnixMicros = UnixMicros.Of(from),
        LogPartition = 0, LogOffset = 7, RuleVersion = 1, Priority = 3, RaisedUnixMicros = UnixMicros.Of(from),
        ReturnedUnixMicros = UnixMicros.Of(until), Value = 0.8f, Limit = 0.5f, Withdrawn = false, Because = "probability 0.8",
    };

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    private static long Number(JsonElement order) => order.GetProperty("number").GetInt64();

    private static async Task<JsonElement> RaiseAsync(HttpClient client, object body) =>
        await AnswerAsync(client.PostAsJsonAsync(Orders, body), HttpStatusCode.Created);

    private static async Task<JsonElement> PatchAsync(HttpClient client, long number, object body) =>
        await AnswerAsync(client.PatchAsJsonAsync($"{Orders}/{number}", body), HttpStatusCode.OK);

    private static async Task<JsonElement> CloseAsync(HttpClient client, long number, object body) =>
        await AnswerAsync(client.PostAsJsonAsync($"{Orders}/{number}/close", body), HttpStatusCode.OK);

    private static async Task<JsonElement> AnswerAsync(Task<HttpResponseMessage> sent, HttpStatusCode expected)
    {
        using var answer = await sent;
        answer.StatusCode.ShouldBe(expected, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<string> RefusedAsync(Task<HttpResponseMessage> sent, HttpStatusCode expected) =>
        Text(await AnswerAsync(sent, expected), "detail")!;
}
