using System.Text.Json;
using Maintenance.Core.Time;
using Maintenance.Notification.Settings;

namespace Maintenance.Notification.Tests;

/// <summary>Who is on call, above all where the clocks change.</summary>
public sealed class RotaTests
{
    private static readonly Rota Oslo = Of("Europe/Oslo", new RotaLevel { From = new(2026, 3, 2), People = ["anna", "bob", "carl"] });

    [Theory]
    [InlineData("2026-03-02T06:59:59Z", null)] // before the first hand-over, 08:00 at UTC+1
    [InlineData("2026-03-02T07:00:00Z", "anna")]
    [InlineData("2026-03-09T06:59:59Z", "anna")]
    [InlineData("2026-03-09T07:00:00Z", "bob")]
    [InlineData("2026-03-16T07:00:00Z", "carl")]
    [InlineData("2026-03-23T07:00:00Z", "anna")]
    [InlineData("2026-03-30T05:59:59Z", "anna")]
    [InlineData("2026-03-30T06:00:00Z", "bob")] // clocks forward on the 29th: 08:00 is UTC+2, the week had 167 hours
    public void People_take_turns_at_local_hand_overs(string at, string? who) => Oslo.OnCallAt(1, At(at)).ShouldBe(who);

    [Fact]
    public void A_shift_lasts_an_hour_less_or_more_when_the_clocks_change()
    {
        Shift(At("2026-03-25T12:00:00Z")).ShouldBe(TimeSpan.FromHours(167));
        Shift(At("2026-10-22T12:00:00Z")).ShouldBe(TimeSpan.FromHours(169));
        Shift(At("2026-06-10T12:00:00Z")).ShouldBe(TimeSpan.FromHours(168));

        static TimeSpan Shift(long inside)
        {
            var (first, last) = (inside, inside);
            var minute = 60 * UnixMicros.PerSecond;
            while (Oslo.OnCallAt(1, first - minute) == Oslo.OnCallAt(1, inside)) first -= minute;
            while (Oslo.OnCallAt(1, last) == Oslo.OnCallAt(1, inside)) last += minute;
            return TimeSpan.FromMicroseconds(last - first);
        }
    }

    [Theory]
    // 02:30 does not exist on 29 March: the hand-over is when the clocks skip it, at 01:00 UTC.
    [InlineData("2026-03-29T00:59:59Z", "anna")]
    [InlineData("2026-03-29T01:00:00Z", "bob")]
    [InlineData("2026-03-29T01:29:59Z", "bob")]
    public void A_hand_over_in_the_hour_that_is_skipped_happens_when_it_is_skipped(string at, string who) =>
        Of("Europe/Oslo", new RotaLevel { From = new(2026, 3, 28), HandOver = new(2, 30), Days = 1, People = ["anna", "bob"] })
            .OnCallAt(1, At(at)).ShouldBe(who);

    [Theory]
    // 02:30 comes twice on 25 October, at 00:30 and 01:30 UTC: only the first is a hand-over.
    [InlineData("2026-10-25T00:29:59Z", "anna")]
    [InlineData("2026-10-25T00:30:00Z", "bob")]
    [InlineData("2026-10-25T01:00:00Z", "bob")]
    [InlineData("2026-10-25T01:29:59Z", "bob")]
    [InlineData("2026-10-25T01:30:00Z", "bob")]
    [InlineData("2026-10-26T01:29:59Z", "bob")]
    [InlineData("2026-10-26T01:30:00Z", "anna")]
    public void A_hand_over_in_the_hour_that_comes_twice_happens_once(string at, string who) =>
        Of("Europe/Oslo", new RotaLevel { From = new(2026, 10, 24), HandOver = new(2, 30), Days = 1, People = ["anna", "bob"] })
            .OnCallAt(1, At(at)).ShouldBe(who);

    [Fact]
    public void Half_hour_shifts_of_clocks_and_zones_beyond_the_date_line_count_too()
    {
        // Lord Howe: 02:00 → 02:30 on 4 October 2026 (UTC+10:30 → UTC+11), at 15:30 UTC of the 3rd.
        var howe = Of("Australia/Lord_Howe",
            new RotaLevel { From = new(2026, 10, 3), HandOver = new(2, 15), Days = 1, People = ["anna", "bob"] });
        howe.OnCallAt(1, At("2026-10-03T15:29:59Z")).ShouldBe("anna");
        howe.OnCallAt(1, At("2026-10-03T15:30:00Z")).ShouldBe("bob");
        // Kiritimati is UTC+14.
        var kiritimati = Of("Pacific/Kiritimati", new RotaLevel { From = new(2026, 1, 2), Days = 1, People = ["anna", "bob"] });
        kiritimati.OnCallAt(1, At("2026-01-01T17:59:59Z")).ShouldBeNull();
        kiritimati.OnCallAt(1, At("2026-01-01T18:00:00Z")).ShouldBe("anna");
    }

    [Fact]
    public void An_override_stands_in_for_its_time_and_level_alone_and_the_last_one_counts()
    {
        var rota = Oslo with
        {
            Levels = [.. Oslo.Levels, new RotaLevel { From = new(2026, 3, 2), People = ["carl"] }],
            Overrides =
            [
                StandIn("2026-03-03T10:00+01:00", "2026-03-04T10:00+01:00", "bob"),
                StandIn("2026-03-03T12:00+01:00", "2026-03-03T13:00+01:00", "carl"),
            ],
        };
        Who("2026-03-03T08:59:59Z").ShouldBe(("anna", "carl"));
        Who("2026-03-03T09:00:00Z").ShouldBe(("bob", "carl"));
        Who("2026-03-03T11:00:00Z").ShouldBe(("carl", "carl"));
        Who("2026-03-03T12:00:00Z").ShouldBe(("bob", "carl"));
        Who("2026-03-04T09:00:00Z").ShouldBe(("anna", "carl"));
        rota.OnCallAt(3, At("2026-03-03T11:00:00Z")).ShouldBeNull();

        (string?, string?) Who(string at) => (rota.OnCallAt(1, At(at)), rota.OnCallAt(2, At(at)));
    }

    [Theory]
    [InlineData("2026-03-28T20:59:59Z", "2026-03-28T20:59:59Z")]
    [InlineData("2026-03-28T21:00:00Z", "2026-03-29T05:00:00Z")] // 22:00 at UTC+1 to 07:00 at UTC+2: eight hours
    [InlineData("2026-03-29T04:59:59Z", "2026-03-29T05:00:00Z")]
    [InlineData("2026-03-29T05:00:00Z", "2026-03-29T05:00:00Z")]
    [InlineData("2026-10-24T20:00:00Z", "2026-10-25T06:00:00Z")] // 22:00 at UTC+2 to 07:00 at UTC+1: ten hours
    public void Quiet_hours_defer_to_their_end_in_local_time(string due, string told)
    {
        var quiet = new QuietHours { TimeZone = "Europe/Oslo", From = new(22, 0), Until = new(7, 0) };
        quiet.Defer(At(due), Core.Alarms.AlarmPriority.Medium).ShouldBe(At(told));
        quiet.Defer(At(due), Core.Alarms.AlarmPriority.High).ShouldBe(At(due));
    }

    [Fact]
    public void Quiet_hours_of_some_days_begin_on_those_alone()
    {
        var weekend = new QuietHours
        {
            TimeZone = "UTC", From = new(12, 0), Until = new(11, 0), Days = [DayOfWeek.Saturday, DayOfWeek.Sunday],
        };
        weekend.Defer(At("2026-03-06T13:00:00Z"), Core.Alarms.AlarmPriority.Low).ShouldBe(At("2026-03-06T13:00:00Z"));
        weekend.Defer(At("2026-03-07T13:00:00Z"), Core.Alarms.AlarmPriority.Low).ShouldBe(At("2026-03-08T11:00:00Z"));
        weekend.Defer(At("2026-03-09T10:00:00Z"), Core.Alarms.AlarmPriority.Low).ShouldBe(At("2026-03-09T11:00:00Z"));
    }

    [Fact]
    public void Settings_are_written_as_they_are_read()
    {
        const string Json = """{"timeZone":"Europe/Oslo","levels":[{"from":"2026-03-02","handOver":"07:30:00","days":14,"people":["anna"]}],"people":{"anna":{"email":"anna@example.org","webhook":null}},"overrides":[{"level":1,"from":"2026-03-03T10:00:00+01:00","until":"2026-03-04T10:00:00+01:00","person":"anna"}]}""";
        SettingsJson.Write(JsonSerializer.Deserialize<Rota>(Json, SettingsJson.Options)!).ShouldBe(Json);
        const string Route = """{"enabled":true,"regions":["north-sea"],"rigs":[],"rules":[],"priorityAtLeast":"medium","steps":[{"after":"00:00:00","to":[{"email":null,"webhook":null,"onCall":"north","level":1}]}],"repeat":"00:15:00","repeatAtMost":3,"quietHours":{"timeZone":"Europe/Oslo","days":["saturday"],"from":"22:00:00","until":"07:00:00","breakThrough":"high"},"groupWait":"00:00:10","messagesAtMost":20,"within":"00:10:00","onReturn":true}""";
        SettingsJson.Write(JsonSerializer.Deserialize<NotificationRoute>(Route, SettingsJson.Options)!).ShouldBe(Route);
        JsonSerializer.Deserialize<QuietHours>("""{"timeZone":"UTC","from":"22:00","until":"07:00"}""", SettingsJson.Options)!
            .From.ShouldBe(new TimeOnly(22, 0));
    }

    private static Rota Of(string zone, params RotaLevel[] levels) => new()
    {
        Name = "rota",
        TimeZone = zone,
        Levels = levels,
        People = new[] { "anna", "bob", "carl" }.ToDictionary(p => p, p => new Contact { Email = $"{p}@example.org" }),
    };

    private static RotaOverride StandIn(string from, string until, string person) =>
        new() { From = DateTimeOffset.Parse(from), Until = DateTimeOffset.Parse(until), Person = person };

    private static long At(string text) => UnixMicros.Of(DateTimeOffset.Parse(text));
}
