using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Maintenance.Api.Alarms;
using Maintenance.Core.Alarms;
using Maintenance.Core.Assets;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;

namespace Maintenance.Api.Tests.Alarms;

public sealed class AlarmActionTests : IAsyncLifetime
{
    private const string Hot = $"{AlarmFixture.North}~hot";
    private const string Cold = $"{AlarmFixture.South}~cold";
    private static readonly CancellationToken None = CancellationToken.None;
    private AlarmFixture _fixture = null!;
    private DateTime _now;

    public async Task InitializeAsync()
    {
        _fixture = await AlarmFixture.StartAsync();
        _now = DateTime.UnixEpoch.AddMicroseconds(UnixMicros.Now(TimeProvider.System));
        await _fixture.CommitAsync(
            _fixture.Event("hot", _now.AddSeconds(-60), _now.AddSeconds(-50)),
            _fixture.Event("cold", _now.AddSeconds(-60), _now.AddSeconds(-50), AlarmFixture.South));
    }

    public Task DisposeAsync() => _fixture.DisposeAsync().AsTask();

    [Fact]
    public async Task Of_operators_in_one_process_and_in_two_exactly_one_acknowledges_and_the_others_are_told_who()
    {
        await using var other = await _fixture.OtherAsync();
        var seen = _fixture.Seen(Hot);
        other.Book.Find(Hot)!.State.ShouldBe(AlarmState.Unacknowledged);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() =>
            (i % 2 == 0 ? _fixture : other).Actions.AcknowledgeAsync(new($"operator{i}", RegionScope.All), [seen], null, null, None))));
        var won = outcomes.Select(o => o.Alarms.Single()).Single(o => o.Kind == AlarmOutcomeKind.Done);
        foreach (var lost in outcomes.Select(o => o.Alarms.Single()).Where(o => o != won))
            (lost.Kind, lost.By, lost.AtUnixMicros).ShouldBe((AlarmOutcomeKind.Already, won.By, won.AtUnixMicros), lost.Why);
        (await _fixture.ChainAsync()).Count.ShouldBe(1);
        (await _fixture.BrokenAsync()).ShouldBeNull();
        await other.Book.FollowAsync(other.Host.Store, None);
        await _fixture.Book.FollowAsync(_fixture.Host.Store, None);
        _fixture.Book.Find(Hot)!.AcknowledgedBy.ShouldBe(won.By);
        (other.Book.Find(Hot)! with { Version = 0 }).ShouldBe(_fixture.Book.Find(Hot)! with { Version = 0 });
    }

    [Fact]
    public async Task Different_alarms_at_once_are_all_acknowledged()
    {
        await using var other = await _fixture.OtherAsync();
        var (hot, cold) = (_fixture.Seen(Hot), _fixture.Seen(Cold));
        var outcomes = await Task.WhenAll(
            Task.Run(() => _fixture.Actions.AcknowledgeAsync(AlarmFixture.Ann, [hot], null, null, None)),
            Task.Run(() => other.Actions.AcknowledgeAsync(AlarmFixture.Bob, [cold], null, null, None)));
        outcomes.ShouldAllBe(o => o.Done == 1);
        (await _fixture.BrokenAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task The_same_request_again_does_nothing_and_answers_the_same()
    {
        var seen = _fixture.Seen(Hot);
        var first = await _fixture.Actions.AcknowledgeAsync(AlarmFixture.Ann, [seen], "on it", "key-1", None);
        var again = await _fixture.Actions.AcknowledgeAsync(AlarmFixture.Ann, [seen], "on it", "key-1", None);
        again.Alarms.ShouldBe(first.Alarms);
        (await _fixture.Actions.CommentAsync(AlarmFixture.Bob, [seen], "who?", "key-1", None)).Alarms[0].Refusal
            .ShouldBe("request_key_used");
        (await _fixture.ChainAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_batch_of_a_thousand_is_one_commit()
    {
        var rows = Enumerable.Range(0, 1_000).Select(i => _fixture.Event("hot", _now.AddSeconds(-60), _now.AddSeconds(-40), $"X{i}"))
            .ToArray();
        await _fixture.CommitAsync(rows);
        SeenAlarm[] seen = [.. rows.Select(r => _fixture.Seen(Alarm.IdOf(r.Asset, r.Rule)))];
        (await _fixture.Actions.AcknowledgeAsync(AlarmFixture.Ann, seen, "flood", null, None)).Done.ShouldBe(1_000);
        var chain = await _fixture.ChainAsync();
        chain.Count.ShouldBe(1_000);
        chain.Select(c => c.EventTimeUnixMicros).Distinct().Count().ShouldBe(1);
        (await _fixture.BrokenAsync()).ShouldBeNull();
        _fixture.Book.All.Count(a => a.State == AlarmState.Acknowledged).ShouldBe(1_000);
    }

    [Fact]
    public async Task Regions_and_roles_are_respected()
    {
        var (hot, cold) = (_fixture.Seen(Hot), _fixture.Seen(Cold));
        var northern = new AlarmActor("nora", RegionScope.Parse("north-sea"));
        var outcome = await _fixture.Actions.AcknowledgeAsync(northern, [hot, cold], null, null, None);
        outcome.Alarms.Select(a => a.Refusal).ShouldBe([null, "unknown"]);
        (await _fixture.Actions.CommentAsync(northern with { MayAct = false }, [hot], "hm", null, None)).Alarms[0].Refusal
            .ShouldBe("not_allowed");
        using var viewer = await _fixture.Host.SignedInAsync("viewer", "*", "vera");
        using var refused = await viewer.PostAsJsonAsync($"/api/v1/alarms/{Hot}/comment", new { comment = "hm" });
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Shelving_needs_a_reason_and_an_end_within_the_limit()
    {
        var seen = _fixture.Seen(Hot);
        (await ShelveAsync(1, "")).ShouldBe("text_missing");
        (await ShelveAsync(-1, "noisy")).ShouldBe("until_past");
        (await ShelveAsync(13, "noisy")).ShouldBe("until_too_far");
        (await ShelveAsync(11, "noisy")).ShouldBeNull();
        var alarm = _fixture.Book.Find(Hot)!;
        (alarm.State, alarm.ShelvedBy, alarm.ShelveReason).ShouldBe((AlarmState.Shelved, "ann", "noisy"));
        (await _fixture.Actions.AcknowledgeAsync(AlarmFixture.Ann, [seen], null, null, None)).Alarms[0].Refusal.ShouldBe("shelved");
        (await _fixture.Actions.UnshelveAsync(AlarmFixture.Ann, [seen], null, null, None)).Done.ShouldBe(1);
        _fixture.Book.Find(Hot)!.State.ShouldBe(AlarmState.Unacknowledged);

        async Task<string?> ShelveAsync(int hours, string reason) => (await _fixture.Actions.ShelveAsync(AlarmFixture.Ann, [seen],
            UnixMicros.Of(_now.AddHours(hours)), once: false, reason, null, None)).Alarms[0].Refusal;
    }

    [Fact]
    public async Task Maintenance_of_a_rig_takes_all_its_alarms_out_of_service_later_ones_too()
    {
        (await _fixture.Actions.MaintainAsync(AlarmFixture.Ann, AlarmFixture.North, wholeRig: true, begins: true,
            UnixMicros.Of(_now.AddHours(1)), "overhaul", null, None)).Kind.ShouldBe(AlarmOutcomeKind.Done);
        _fixture.Book.Find(Hot)!.State.ShouldBe(AlarmState.OutOfService);
        await _fixture.CommitAsync(_fixture.Event("cold", _now, _now.AddSeconds(5)));
        _fixture.Book.Find($"{AlarmFixture.North}~cold")!.State.ShouldBe(AlarmState.OutOfService);
        _fixture.Book.Find(Cold)!.State.ShouldBe(AlarmState.Unacknowledged, "another rig");
        await using var restarted = await _fixture.OtherAsync();
        restarted.Book.Find(Hot)!.OutOfServiceBy.ShouldBe("ann");
        await _fixture.Actions.MaintainAsync(AlarmFixture.Ann, AlarmFixture.North, wholeRig: true, begins: false, UnixMicros.None,
            null, null, None);
        _fixture.Book.Find(Hot)!.State.ShouldBe(AlarmState.Unacknowledged);
    }

    [Fact]
    public async Task Events_and_actions_of_another_process_arrive_without_a_feed()
    {
        await using var other = await _fixture.OtherAsync();
        await _fixture.CommitAsync(_fixture.Event("hot", _now, _now.AddSeconds(5), AlarmFixture.South));
        await _fixture.Actions.AcknowledgeAsync(AlarmFixture.Ann, [_fixture.Seen(Hot)], null, null, None);
        await other.Book.PollAsync(other.Host.Store, None);
        await other.Book.PollAsync(other.Host.Store, None);
        await other.Book.FollowAsync(other.Host.Store, None);
        other.Book.Advance(); // takes the rules, which it got after it was primed
        string[] ids = [Hot, Cold, $"{AlarmFixture.South}~hot"];
        foreach (var id in ids)
            (other.Book.Find(id)! with { Version = 0 }).ShouldBe(_fixture.Book.Find(id)! with { Version = 0 });
    }

    [Fact]
    public async Task Every_change_of_a_stored_action_is_found_and_named()
    {
        var seen = _fixture.Seen(Hot);
        foreach (var text in (string[])["one", "two", "three"])
            await _fixture.Actions.CommentAsync(AlarmFixture.Ann, [seen], text, null, None);
        var rows = await _fixture.ChainAsync();
        (await _fixture.BrokenAsync()).ShouldBeNull();
        await _fixture.Host.CommitAsync(TableBatch.Of(rows[1] with { Text = "zwei" }));
        (await _fixture.BrokenAsync()).ShouldNotBeNull().ShouldContain("action 2 (comment by ann)");
        // With a new hash of its own, the next one does not continue from it.
        var forged = rows[1] with { Text = "zwei" };
        await _fixture.Host.CommitAsync(TableBatch.Of(forged with { Hash = OperatorActionHash.Of(forged) }));
        (await _fixture.BrokenAsync()).ShouldNotBeNull().ShouldContain("action 3 continues from");
    }

    [Fact]
    public async Task The_whole_life_by_rest()
    {
        using var program = _fixture.Host.Program();
        var alarm = (await program.GetFromJsonAsync<JsonElement>("/api/v1/alarms?region=north-sea&state=unacknowledged"))[0];
        (alarm.GetProperty("id").GetString(), alarm.GetProperty("priority").GetString()).ShouldBe((Hot, "medium"));
        var body = new { occurrence = alarm.GetProperty("occurrence").GetDateTime(), priority = "medium", comment = "on it" };
        using var done = await program.PostAsJsonAsync($"/api/v1/alarms/{Hot}/acknowledge", body);
        done.StatusCode.ShouldBe(HttpStatusCode.OK, await done.Content.ReadAsStringAsync());
        using var lost = await program.PostAsJsonAsync($"/api/v1/alarms/{Hot}/acknowledge", body);
        lost.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await lost.Content.ReadAsStringAsync()).ShouldContain("Already acknowledged by");
        using var batch = await program.PostAsJsonAsync("/api/v1/alarms/comment",
            new { alarms = new[] { new { id = Hot }, new { id = "nobody~hot" } }, comment = "both" });
        (await batch.Content.ReadFromJsonAsync<JsonElement>()).EnumerateArray().Select(o => o.GetProperty("outcome").GetString())
            .ShouldBe(["done", "refused"]);
        var detail = await program.GetFromJsonAsync<JsonElement>($"/api/v1/alarms/{Hot}");
        detail.GetProperty("cause").GetString().ShouldBe("Friction.");
        detail.GetProperty("history").EnumerateArray().Select(h => h.GetProperty("to").GetString())
            .ShouldBe(["unacknowledged", "acknowledged"]);
        detail.GetProperty("events").GetArrayLength().ShouldBe(1);
        detail.GetProperty("actions").GetArrayLength().ShouldBe(2);
        var before = await program.GetFromJsonAsync<JsonElement>(
            $"/api/v1/alarms?asOf={_now.AddSeconds(-45):O}&asset={AlarmFixture.North}");
        before[0].GetProperty("state").GetString().ShouldBe("unacknowledged");
        (await program.GetFromJsonAsync<JsonElement>($"/api/v1/alarms?asOf={_now.AddSeconds(-55):O}")).GetArrayLength().ShouldBe(0);
        (await program.GetFromJsonAsync<JsonElement>("/api/v1/operator-actions?actor=nobody")).GetArrayLength().ShouldBe(0);
        using var csv = new HttpRequestMessage(HttpMethod.Get, "/api/v1/alarms");
        csv.Headers.Accept.ParseAdd("text/csv");
        using var file = await program.SendAsync(csv);
        (await file.Content.ReadAsStringAsync()).ShouldStartWith("id,asset,region,rig,rule,title,state,priority");
        var assets = await program.GetFromJsonAsync<JsonElement>("/api/v1/assets");
        assets.EnumerateArray().Sum(a => a.GetProperty("openAlarms").GetInt32()).ShouldBe(2);
    }
}
