using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Maintenance.Core.Alarms;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Maintenance.Api.Tests;

/// <summary>The performance of the alarm system by REST.</summary>
public sealed class AlarmPerformanceTests : IAsyncLifetime
{
    private const string North = TwoRegionsFixture.North;
    private const string South = TwoRegionsFixture.South;
    private const string Day = "/api/v1/alarms/performance?from=2025-06-01T12:00:00Z&to=2025-06-02T12:00:00Z";
    private static readonly long Noon = UnixMicros.Of(Rows.Noon);

    private readonly TwoRegionsFixture _fixture = new();
    private HttpClient _program = null!;

    public async Task InitializeAsync()
    {
        await _fixture.InitializeAsync();
        _program = _fixture.Host.Program();
        var events = new TableBatch<AlarmEventRow>();
        // 24 of the north, an hour apart, each seen to begin and to end; the first one corrected twice.
        for (var i = 0; i < 24; i++)
        {
            events.Add(Event(North, "bearing_hot", i * 3_600, null, known: i * 3_600));
            events.Add(Event(North, "bearing_hot", i * 3_600, (i * 3_600) + 600, known: (i * 3_600) + 610));
        }
        events.Add(Event(North, "bearing_hot", 0, 660, known: 90_000));
        // One of the south that has stood since two days before, one that never was.
        events.Add(Event(South, "no_data", -172_800, null, known: -172_800));
        events.Add(Event(South, "bearing_hot", 60, null, known: 60));
        events.Add(Event(South, "bearing_hot", 60, null, known: 600, withdrawn: true));
        // Over before the day: it is not asked for.
        events.Add(Event(South, "bearing_hot", -9_000, -8_000, known: -8_000));
        var actions = new TableBatch<OperatorActionRow>();
        for (var i = 0; i < 3_000; i++)
            actions.Add(Action(i + 1, i % 24 * 3_600 + 120 + (i / 24), "acknowledge", North, "bearing_hot", null));
        actions.Add(Action(3_001, -100, "out_of_service", null, null, """{"rig":"santos/GRANE/RIG9"}"""));
        await _fixture.Host.CommitAsync(events, actions);
    }

    public async Task DisposeAsync()
    {
        _program.Dispose();
        await _fixture.DisposeAsync();
    }

    [Fact]
    public async Task Figures_of_a_day_beside_what_the_standards_allow()
    {
        var answer = await _program.GetFromJsonAsync<JsonElement>(Day);
        answer.GetProperty("operatorHours").GetDouble().ShouldBe(24);
        Value(answer, "alarms").ShouldBe(24);
        Value(answer, "per_operator_hour").ShouldBe(1);
        Value(answer, "acknowledge_median_seconds").ShouldBe(120);
        Value(answer, "clear_median_seconds").ShouldBe(600);
        (Value(answer, "stale"), Value(answer, "standing_at_end"), Value(answer, "withdrawn")).ShouldBe((1, 1, 1));
        var load = Figure(answer, "per_operator_hour");
        (load.GetProperty("limit").GetString(), load.GetProperty("met").GetBoolean()).ShouldBe(("at most 6", true));
        var worst = answer.GetProperty("badActors").EnumerateArray().Single();
        (worst.GetProperty("asset").GetString(), worst.GetProperty("rule").GetString(), worst.GetProperty("alarms").GetInt32())
            .ShouldBe((North, "bearing_hot", 24));
    }

    [Fact]
    public async Task Operators_share_the_load_and_a_region_has_its_own()
    {
        Value(await _program.GetFromJsonAsync<JsonElement>(Day + "&operators=4"), "per_operator_hour").ShouldBe(0.25);
        Value(await _program.GetFromJsonAsync<JsonElement>(Day + "&region=north-sea"), "stale").ShouldBe(0);
        Value(await _program.GetFromJsonAsync<JsonElement>(Day + "&region=santos"), "alarms").ShouldBe(0);
        using var south = await _fixture.Host.SignedInAsync("viewer", "santos", "southerner");
        Value(await south.GetFromJsonAsync<JsonElement>(Day), "alarms").ShouldBe(0);
        IsUnknown(await south.GetFromJsonAsync<JsonElement>(Day + "&region=north-sea"));
    }

    [Fact]
    public async Task Where_nothing_was_judged_no_figure_is_known_and_none_is_kept()
    {
        Value(await _program.GetFromJsonAsync<JsonElement>(Day), "drills_judged").ShouldBe(2);
        Value(await _program.GetFromJsonAsync<JsonElement>(Day + "&region=north-sea"), "drills_judged").ShouldBe(1);
        IsUnknown(await _program.GetFromJsonAsync<JsonElement>(
            "/api/v1/alarms/performance?from=2025-05-01T00:00:00Z&to=2025-05-02T00:00:00Z"));
    }

    private static void IsUnknown(JsonElement answer)
    {
        Value(answer, "drills_judged").ShouldBe(0);
        foreach (var figure in answer.GetProperty("figures").EnumerateArray())
        {
            if (figure.GetProperty("name").GetString() != "drills_judged")
                figure.GetProperty("value").ValueKind.ShouldBe(JsonValueKind.Null, figure.GetProperty("name").GetString());
            figure.GetProperty("met").ValueKind.ShouldBe(JsonValueKind.Null);
        }
    }

    [Fact]
    public async Task Maintenance_of_a_rig_silences_its_drills_and_not_those_of_a_rig_of_the_same_name()
    {
        var (events, actions) = (new TableBatch<AlarmEventRow>(), new TableBatch<OperatorActionRow>());
        foreach (var asset in (string[])[North, South])
        {
            events.Add(Event(asset, "gear_hot", 7_200, null, known: 7_200));
            events.Add(Event(asset, "gear_hot", 7_200, 7_300, known: 7_310));
        }
        actions.Add(Action(3_002, 7_100, "out_of_service", null, null, """{"rig":"santos/GRANE/RIG2"}"""));
        actions.Add(Action(3_003, 7_400, "in_service", null, null, """{"rig":"santos/GRANE/RIG2"}"""));
        await _fixture.Host.CommitAsync(events, actions);
        var answer = await _program.GetFromJsonAsync<JsonElement>(Day);
        (Value(answer, "alarms"), Value(answer, "out_of_service")).ShouldBe((25, 1));
    }

    [Fact]
    public async Task Csv_has_a_row_per_figure_and_bad_actor()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Day);
        request.Headers.Accept.ParseAdd("text/csv");
        using var answer = await _program.SendAsync(request);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        var lines = (await answer.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines[0].ShouldBe("figure,asset,rule,value,limit,met");
        lines.ShouldContain("per_operator_hour,,,1,at most 6,true");
        lines[^1].ShouldBe($"bad_actor,{North},bearing_hot,24,,");
    }

    [Theory]
    [InlineData("?operators=0", "operators")]
    [InlineData("?from=2200-01-01&to=2200-01-02", "from")]
    [InlineData("?from=2020-01-01&to=2025-01-01", "from")]
    [InlineData("?from=soon", "from")]
    public async Task What_is_not_allowed_is_named(string query, string parameter)
    {
        using var answer = await _program.GetAsync("/api/v1/alarms/performance" + query);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty(parameter, out _).ShouldBeTrue();
    }

    [Fact]
    public async Task A_deadband_is_advised_by_the_values_between_the_alarms_as_far_as_they_are_stored()
    {
        // Ten times for 20 s, a minute apart; of the last pause nothing is stored.
        const string Drill = "NO-SHAKY";
        var (events, blocks) = (new TableBatch<AlarmEventRow>(), new TableBatch(StoreTables.Descriptor));
        for (var i = 0; i < 10; i++)
        {
            events.Add(Event(Drill, "bearing_hot", i * 60, null, known: i * 60));
            events.Add(Event(Drill, "bearing_hot", i * 60, (i * 60) + 20, known: (i * 60) + 21));
            for (var second = 0; second < 60 && i < 8; second += 5)
                blocks.Add(Block(Drill, (i * 60) + second, second < 20 ? 97 : 93.5 - i));
        }
        _fixture.Host.Registry.AddOrReplace([Rows.Drill(Drill, "north-sea")]);
        _fixture.Host.Services.GetRequiredService<AlarmRules>().Use(AlarmRuleSet.Of(new AlarmRule
        {
            Id = "bearing_hot", Version = 1, Title = "Bearing hot", Cause = "-", Consequence = "-", Action = "-",
            TimeToRespond = TimeSpan.FromMinutes(15), OffDelay = TimeSpan.FromMinutes(5),
            Levels =
            [
                new AlarmLevel("high", AlarmPriority.Low,
                    new AlarmCondition.Compare("bearing_temperature", AlarmComparison.Above, 95, 1, null)),
            ],
        }));
        await _fixture.Host.CommitAsync(events, blocks);
        var actor = (await _program.GetFromJsonAsync<JsonElement>(Day)).GetProperty("badActors").EnumerateArray()
            .Single(a => a.GetProperty("asset").GetString() == Drill);
        // In the pauses it fell to 93.5, 92.5 and so on: a deadband of 5.6 removes five of them.
        actor.GetProperty("advice").EnumerateArray().Single(a => a.GetProperty("remedy").GetString() == "deadband").ToString()
            .ShouldBe("""{"remedy":"deadband","amount":5.6,"removed":5}""");
        (actor.GetProperty("pauses").GetInt32(), actor.GetProperty("pausesWithoutValues").GetInt32()).ShouldBe((9, 1));
    }

    private static object?[] Block(string asset, double second, double temperature)
    {
        var row = new object?[StoreTables.Descriptor.Columns.Count];
        (row[Column("asset")], row[Column("event_time")], row[Column("known_at")]) =
            (asset, Rows.Noon.AddSeconds(second), Rows.Noon.AddSeconds(second + 1));
        row[Column("bearing_temperature_mean")] = temperature;
        return row;

        static int Column(string name) => StoreTables.Descriptor.Columns.Index().Single(c => c.Item.Name == name).Index;
    }

    private static double Value(JsonElement answer, string figure) => Figure(answer, figure).GetProperty("value").GetDouble();

    private static JsonElement Figure(JsonElement answer, string name) => answer.GetProperty("figures").EnumerateArray()
        .Single(f => string.Equals(f.GetProperty("name").GetString(), name, StringComparison.Ordinal));

    private static long At(double seconds) => Noon + (long)(seconds * 1e6);

    private static AlarmEventRow Event(string asset, string rule, double from, double? until, double known, bool withdrawn = false) => new()
    {
        Asset = asset,
        Rule = rule,
        Level = "high",
        EventTimeUnixMicros = At(from),
        KnownAtUnixMicros = At(known),
        LogPartition = 0,
        LogOffset = 0,
        RuleVersion = 1,
        Priority = 2,
        RaisedUnixMicros = At(from),
        ReturnedUnixMicros = until is { } end ? At(end) : UnixMicros.None,
        Value = 1,
        Limit = 0,
        Withdrawn = withdrawn,
        Because = null,
    };

    private static OperatorActionRow Action(long sequence, double at, string action, string? asset, string? rule, string? detail) => new()
    {
        Sequence = sequence,
        EventTimeUnixMicros = At(at),
        Actor = "anna",
        Action = action,
        Asset = asset,
        Rule = rule,
        OccurrenceUnixMicros = At(at),
        Priority = 2,
        UntilUnixMicros = UnixMicros.None,
        Text = null,
        Detail = detail,
        RequestKey = null,
        PreviousHash = "",
        Hash = "",
    };
}
