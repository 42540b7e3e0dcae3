using Maintenance.Core.Alarms;
using Maintenance.Core.Time;
using Maintenance.Notification.Planning;
using Maintenance.Notification.Settings;

namespace Maintenance.Notification.Tests;

/// <summary>What is due when: the planner alone, without clock, store or network.</summary>
public sealed class PlanTests
{
    private const int Minute = 60;
    private const int Hour = 3600;

    private static readonly NotificationRoute Plain = new()
    {
        Name = "plain", Steps = [To(0, "anna")], GroupWait = TimeSpan.FromSeconds(10),
    };

    private static readonly NotificationRoute Escalating = Plain with { Steps = [To(0, "anna"), To(15, "bob"), To(45, "chief")] };

    [Fact]
    public void An_alarm_is_told_once_after_the_group_wait()
    {
        var shift = new Shift(Plain);
        shift.Put(Alarms.Standing());
        shift.Until(24 * Hour).New.ShouldBe(["10 anna: bearing_hot medium.1"]);
        shift.Restart();
        shift.Until(48 * Hour).New.ShouldBeEmpty();
        shift.Last.NextUnixMicros.ShouldBe(long.MaxValue);
    }

    public static TheoryData<string, bool> Silenced { get; } = new()
    {
        { "stands", true }, { "late but stands", true }, { "acknowledged", false }, { "returned", false }, { "withdrawn", false },
        { "shelved", false }, { "suppressed", false }, { "out of service", false }, { "latched", false }, { "masked", false },
        { "normal", false },
    };

    [Theory]
    [MemberData(nameof(Silenced))]
    public void Only_an_alarm_that_stands_and_that_nobody_knows_is_told(string how, bool isTold)
    {
        var alarm = Alarms.Standing();
        var shift = new Shift(Escalating with { Repeat = TimeSpan.FromMinutes(5) });
        shift.Put(how switch
        {
            "stands" => alarm,
            "late but stands" => alarm with { IsLate = true, OnsetUnixMicros = Alarms.Noon - (6L * Hour * UnixMicros.PerSecond) },
            "acknowledged" => alarm.Acknowledged(),
            "returned" => alarm.Returned(Alarms.Noon),
            "withdrawn" => alarm with { IsWithdrawn = true },
            "masked" => alarm with { MaskedBy = "power_lost" },
            "normal" => alarm with { State = AlarmState.Normal, IsActive = false },
            _ => alarm with
            {
                State = how switch
                {
                    "shelved" => AlarmState.Shelved,
                    "suppressed" => AlarmState.SuppressedByDesign,
                    "out of service" => AlarmState.OutOfService,
                    _ => AlarmState.Latched,
                },
            },
        });
        (shift.Until(Hour).New.Count > 0).ShouldBe(isTold);
    }

    [Theory]
    [InlineData("as urgent", false)]
    [InlineData("less urgent", true)] // a low alarm does not speak for a high one
    [InlineData("acknowledged", false)]
    [InlineData("acknowledged, less urgent", true)]
    [InlineData("shelved", true)] // nobody is told of the first
    [InlineData("out of service", true)]
    [InlineData("returned", true)]
    [InlineData("of another drill", true)]
    public void The_first_of_a_group_speaks_for_the_others_as_far_as_its_priority_reaches(string first, bool isTold)
    {
        var behind = Alarms.Standing("pressure_low", priority: AlarmPriority.Medium);
        behind = behind with { IsFirstInGroup = false, Definition = behind.Definition with { Group = "mud" } };
        var ahead = Alarms.Standing("pump_lost", priority: first.EndsWith("less urgent", StringComparison.Ordinal) ? AlarmPriority.Low
            : AlarmPriority.High);
        ahead = ahead with
        {
            Asset = first == "of another drill" ? "another" : behind.Asset,
            Definition = ahead.Definition with { Group = "mud" },
        };
        var shift = new Shift(Plain);
        shift.Put(behind);
        shift.Put(first switch
        {
            "returned" => ahead.Returned(Alarms.Noon),
            "shelved" => ahead with { State = AlarmState.Shelved },
            "out of service" => ahead with { State = AlarmState.OutOfService },
            _ => first.StartsWith("acknowledged", StringComparison.Ordinal) ? ahead.Acknowledged() : ahead,
        });
        shift.Until(Hour).New.Any(m => m.Contains("pressure_low", StringComparison.Ordinal)).ShouldBe(isTold);
    }

    public static TheoryData<string, bool> Filters { get; } = new()
    {
        { "region north-sea", true }, { "region NORTH-SEA", true }, { "region santos", false }, { "rig RIG2", true },
        { "rig GRANE/RIG2", true }, { "rig GRANE/RIG9", false }, { "rule bearing_hot", true }, { "rule other", false },
        { "priority medium", true }, { "priority high", false }, { "disabled", false },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public void A_route_tells_what_its_filters_let_through(string filter, bool isTold)
    {
        var value = filter.Split(' ')[^1];
        var shift = new Shift(filter.Split(' ')[0] switch
        {
            "region" => Plain with { Regions = [value] },
            "rig" => Plain with { Rigs = [value] },
            "rule" => Plain with { Rules = [value] },
            "priority" => Plain with { PriorityAtLeast = Enum.Parse<AlarmPriority>(value, ignoreCase: true) },
            _ => Plain with { Enabled = false },
        });
        shift.Put(Alarms.Standing());
        shift.Until(Hour).New.Count.ShouldBe(isTold ? 1 : 0);
    }

    [Fact]
    public void Nobody_acknowledges_so_the_next_ones_are_told()
    {
        var shift = new Shift(Escalating);
        shift.Put(Alarms.Standing());
        shift.Until(24 * Hour).New.ShouldBe(
            ["10 anna: bearing_hot medium.1", "920 bob: bearing_hot medium.2", "2730 chief: bearing_hot medium.3"]);
    }

    [Fact]
    public void An_acknowledgement_ends_escalation_and_repetition()
    {
        var shift = new Shift(Escalating with { Repeat = TimeSpan.FromMinutes(5) });
        shift.Put(Alarms.Standing());
        shift.Until(16 * Minute).New.Count.ShouldBeGreaterThan(2);
        shift.Put(Alarms.Standing().Acknowledged());
        shift.Until(24 * Hour).New.ShouldBeEmpty();
    }

    [Fact]
    public void An_acknowledgement_of_a_lower_priority_does_not_silence_a_higher_one()
    {
        var shift = new Shift(Escalating);
        shift.Put(Alarms.Standing(priority: AlarmPriority.Low));
        shift.Until(Minute).New.ShouldBe(["10 anna: bearing_hot low.1"]);
        shift.Put(Alarms.Standing(priority: AlarmPriority.Low).Acknowledged());
        shift.Until(Hour).New.ShouldBeEmpty();
        shift.Put(Alarms.Standing(priority: AlarmPriority.High));
        shift.Until(24 * Hour).New.ShouldBe(
            ["3600 anna: bearing_hot high.1", "4510 bob: bearing_hot high.2", "6320 chief: bearing_hot high.3"]);
    }

    [Fact]
    public void A_lower_level_of_an_alarm_that_was_told_as_higher_is_no_news()
    {
        var shift = new Shift(Plain);
        shift.Put(Alarms.Standing(priority: AlarmPriority.High));
        shift.Until(Minute).New.Count.ShouldBe(1);
        shift.Put(Alarms.Standing(priority: AlarmPriority.Low) with { HighestSinceAcknowledged = AlarmPriority.High });
        shift.Until(Hour).New.ShouldBeEmpty();
    }

    [Fact]
    public void It_is_told_again_until_somebody_acknowledges_and_at_each_step_so_often_at_most()
    {
        var shift = new Shift(Plain with
        {
            Steps = [To(0, "anna"), To(30, "bob")],
            Repeat = TimeSpan.FromMinutes(10),
            RepeatAtMost = 2,
            GroupWait = TimeSpan.Zero,
        });
        shift.Put(Alarms.Standing());
        shift.Until(24 * Hour).New.ShouldBe(
        [
            "0 anna: bearing_hot medium.1", "600 anna: bearing_hot medium.1.r1", "1200 anna: bearing_hot medium.1.r2",
            "1800 bob: bearing_hot medium.2", "2400 anna: bearing_hot medium.2.r1", "2400 bob: bearing_hot medium.2.r1",
            "3000 anna: bearing_hot medium.2.r2", "3000 bob: bearing_hot medium.2.r2",
        ], ignoreOrder: true);
    }

    [Fact]
    public void A_rule_that_raises_again_repeats_where_the_route_says_nothing()
    {
        var alarm = Alarms.Standing();
        var shift = new Shift(Plain with { RepeatAtMost = 1 });
        shift.Put(alarm with { Definition = alarm.Definition with { ReAlarmAfter = TimeSpan.FromHours(1) } });
        shift.Until(24 * Hour).New.ShouldBe(["10 anna: bearing_hot medium.1", "3620 anna: bearing_hot medium.1.r1"]);
    }

    [Fact]
    public void Alarms_of_one_moment_are_one_message()
    {
        var shift = new Shift(Plain);
        shift.Put(Alarms.Standing("a"), Alarms.Standing("b", AlarmPriority.High), Alarms.Standing("c", onset: Second(9)));
        shift.Put(Alarms.Standing("d", onset: Second(11)) with { KnownAtUnixMicros = Second(11) });
        shift.Until(10).New.ShouldBe(["10 anna: b high.1, a medium.1, c medium.1"]);
        shift.Until(Hour).New.ShouldBe(["21 anna: d medium.1"]);
    }

    [Fact]
    public void A_flood_is_one_message_and_a_trickle_is_cut_by_the_limit()
    {
        var shift = new Shift(Plain with { MessagesAtMost = 3, Within = TimeSpan.FromMinutes(10) });
        shift.Put([.. Enumerable.Range(0, 10_000).Select(i =>
            Alarms.Standing($"flood{i}", i == 7000 ? AlarmPriority.High : AlarmPriority.Low))]);
        shift.Until(Minute).New.ShouldBe(["10 anna: 10000 alarms"]);
        for (var i = 0; i < 50; i++)
        {
            shift.Put(Alarms.Standing($"trickle{i:00}", AlarmPriority.Low, onset: Second(60 + i * 11)));
            shift.Until(60 + i * 11);
        }
        shift.Until(Hour).New.ShouldBe(
            ["70 anna: trickle00 low.1", "81 anna: trickle01 low.1", "610 anna: 48 alarms"]);
    }

    [Fact]
    public void Quiet_hours_hold_back_what_can_wait_and_sum_it_up_at_their_end()
    {
        // 22:00 to 07:00 in Oslo is 20:00 to 05:00 UTC: 8 to 17 hours after noon.
        var shift = new Shift(Escalating with
        {
            QuietHours = new QuietHours { TimeZone = "Europe/Oslo", From = new(22, 0), Until = new(7, 0) },
            GroupWait = TimeSpan.Zero,
        });
        shift.Until(9 * Hour).New.ShouldBeEmpty();
        shift.Put(Alarms.Standing("low", AlarmPriority.Low, onset: Second(9 * Hour)),
            Alarms.Standing("medium", AlarmPriority.Medium, onset: Second(9 * Hour)));
        shift.Until(10 * Hour).New.ShouldBeEmpty();
        shift.Put(Alarms.Standing("high", AlarmPriority.High, onset: Second(10 * Hour)));
        shift.Until((10 * Hour) + 1).New.ShouldBe(["36000 anna: high high.1"]);
        shift.Put(Alarms.Standing("high", AlarmPriority.High, onset: Second(10 * Hour)).Acknowledged());
        shift.Put(Alarms.Standing("over", onset: Second(11 * Hour)).Returned(Second(12 * Hour)));
        shift.Until(17 * Hour).New.ShouldBe(["61200 anna: medium medium.1, low low.1"]);
        shift.Until(18 * Hour).New.ShouldBe(["62100 bob: medium medium.2, low low.2", "63900 chief: medium medium.3, low low.3"]);
    }

    [Fact]
    public void What_could_not_be_told_before_quiet_hours_waits_for_their_end_too()
    {
        var quiet = new QuietHours { TimeZone = "UTC", From = new(20, 0), Until = new(5, 0) };
        var shift = new Shift(Plain with { QuietHours = quiet });
        shift.Until(8.5 * Hour); // as if nothing ran from 19:00 to 20:30
        shift.Put(Alarms.Standing(onset: Second(7 * Hour)));
        shift.Until(16.9 * Hour).New.ShouldBeEmpty();
        shift.Until(18 * Hour).New.ShouldBe(["61200 anna: bearing_hot medium.1"]);
    }

    [Fact]
    public void Return_to_normal_is_told_to_those_who_were_told_if_asked()
    {
        var shift = new Shift(Plain with { OnReturn = true, GroupWait = TimeSpan.Zero });
        shift.Put(Alarms.Standing());
        shift.Until(Minute).New.Count.ShouldBe(1);
        shift.Put(Alarms.Standing().Acknowledged());
        shift.Until(Hour).New.ShouldBeEmpty();
        shift.Put(Alarms.Standing().Returned(Second(Hour)));
        shift.Put(Alarms.Standing("never_told").Returned(Second(Hour)));
        shift.Until(2 * Hour).New.ShouldBe(["3600 anna: bearing_hot returned"]);
        shift.Book.Clear(); // at rest
        shift.Until(3 * Hour).New.ShouldBeEmpty();
    }

    [Fact]
    public void The_next_occurrence_is_told_anew_but_not_one_whose_onset_late_data_moved_back()
    {
        var shift = new Shift(Plain with { GroupWait = TimeSpan.Zero });
        shift.Put(Alarms.Standing());
        shift.Until(Minute).New.Count.ShouldBe(1);
        shift.Put(Alarms.Standing() with { OnsetUnixMicros = Second(-300) });
        shift.Until(Hour).New.ShouldBeEmpty();
        shift.Put(Alarms.Standing(onset: Second(Hour)));
        shift.Until(2 * Hour).New.ShouldBe(["3600 anna: bearing_hot medium.1"]);
    }

    [Fact]
    public void Who_is_named_by_two_routes_is_told_once()
    {
        var shift = new Shift(Plain, Plain with { Name = "second", Steps = [To(0, "anna", "bob"), To(10, "chief")] });
        shift.Put(Alarms.Standing());
        shift.Until(24 * Hour).New.ShouldBe(
            ["10 anna: bearing_hot medium.1", "10 bob: bearing_hot medium.1", "620 chief: bearing_hot medium.2"], ignoreOrder: true);
    }

    [Fact]
    public void Whoever_is_on_call_when_a_step_is_due_is_told_and_a_hand_over_alone_tells_nobody()
    {
        var rota = new Rota
        {
            TimeZone = "UTC",
            Levels = [new RotaLevel { From = new(2026, 6, 1), HandOver = new(12, 30), Days = 1, People = ["anna", "bob"] }],
            People = new[] { "anna", "bob" }.ToDictionary(p => p, p => new Contact { Email = $"{p}@example.org" }),
        };
        var route = Plain with
        {
            Steps = [new RouteStep { To = [new RouteTarget { OnCall = "north" }] }],
            Repeat = TimeSpan.FromMinutes(40),
            RepeatAtMost = 1,
        };
        var shift = new Shift(NotificationSettings.Of(
        [
            Shift.Setting("rota", "north", SettingsJson.Write(rota)), Shift.Setting("route", "plain", SettingsJson.Write(route)),
        ], s => s));
        shift.Put(Alarms.Standing());
        shift.Until(20 * Minute).New.ShouldBeEmpty("the rota begins at 12:30");
        shift.Last.Problems.ShouldBe(["Route plain tells on-call:north/1, where nobody is on call: check the rota."]);
        shift.Until(31 * Minute);
        shift.Put(Alarms.Standing("other", onset: Second(23.9 * Hour)));
        shift.Until(31 * Hour).New.Select(t => t.Split(' ', 2)[1]).ShouldBe(
            ["anna: bearing_hot medium.1", "anna: bearing_hot medium.1.r1", "anna: other medium.1", "bob: other medium.1.r1"]);
    }

    [Fact]
    public void A_retry_leaves_out_what_is_over_by_then_and_waits_for_its_time()
    {
        var shift = new Shift(Plain);
        var (first, second) = (Alarms.Standing("first"), Alarms.Standing("second"));
        shift.Put(first, second);
        shift.Until(Minute);
        foreach (var row in new[] { first, second }.SelectMany(shift.RowsOf).ToArray())
            shift.Put(row with { State = NotificationStates.Failed, NextAttemptUnixMicros = Second(10 * Minute) });
        shift.New.Count.ShouldBe(1);
        shift.Until(9 * Minute).New.ShouldBeEmpty();
        shift.Put(first.Acknowledged());
        shift.Until(9.9 * Minute);
        shift.Until(11 * Minute).New.ShouldBe(["600 anna: second medium.1"]);
    }

    [Fact]
    public void A_step_without_an_answer_is_not_tried_again_and_escalation_goes_on()
    {
        var shift = new Shift(Escalating);
        var alarm = Alarms.Standing();
        shift.Put(alarm);
        shift.Until(Minute).New.Count.ShouldBe(1);
        shift.Put(shift.RowsOf(alarm).Single() with { State = NotificationStates.Unknown });
        shift.Until(20 * Minute).New.ShouldBe(["920 bob: bearing_hot medium.2"]);
    }

    private static RouteStep To(int minutes, params string[] people) => new()
    {
        After = TimeSpan.FromMinutes(minutes), To = [.. people.Select(p => new RouteTarget { Email = $"{p}@example.org" })],
    };

    private static long Second(double seconds) => Alarms.Noon + (long)(seconds * UnixMicros.PerSecond);
}
