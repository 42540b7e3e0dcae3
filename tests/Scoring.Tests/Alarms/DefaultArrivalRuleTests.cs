using Maintenance.Core.Alarms;
using Maintenance.Core.Time;
using Maintenance.Scoring.Alarms;

namespace Maintenance.Scoring.Tests.Alarms;

/// <summary>The default rules that are judged by when records come; <see cref="DefaultRuleTests"/> plays those judged by blocks.</summary>
public sealed class DefaultArrivalRuleTests
{
    [Fact]
    public void No_data_is_late_after_five_minutes_lost_after_an_hour_and_over_with_the_next_record()
    {
        var play = new Play("no_data", "drilling");
        play.Wait(300);
        play.Alarms.ShouldBeEmpty("not longer than allowed");
        play.Wait(1);
        play.Alarms.ShouldBe([("late", 0, null)]);
        play.Wait(3_299);
        play.Alarms.Count.ShouldBe(1);
        play.Wait(1);
        play.Alarms.ShouldBe([("late", 0, null), ("lost", 0, null)], ignoreOrder: true);
        play.Wait(400);
        play.HearFor(601);
        play.Alarms.ShouldBe([("late", 0, 4_001), ("lost", 0, 4_001)], ignoreOrder: true);
    }

    [Fact]
    public void A_link_that_drops_every_few_minutes_for_hours_is_one_alarm_and_over_when_it_holds_for_ten()
    {
        var play = new Play("no_data", "drilling");
        for (var i = 0; i < 24; i++)
        {
            play.Wait(360);
            play.HearFor(240);
        }
        play.Alarms.ShouldBe([("late", 0, null)]);
        play.Wait(360);
        var back = play.Seconds;
        play.HearFor(601);
        play.Alarms.ShouldBe([("late", 0, back)]);
    }

    [Fact]
    public void No_data_of_a_rig_that_was_idle_is_no_alarm()
    {
        var play = new Play("no_data", "idle");
        play.Wait(100_000);
        play.Hear();
        play.Alarms.ShouldBeEmpty();
    }

    [Fact]
    public void A_link_that_is_slow_but_within_five_minutes_is_no_alarm()
    {
        var play = new Play("no_data", "drilling");
        for (var i = 0; i < 300; i++)
        {
            play.Wait(290);
            play.Hear();
        }
        play.Alarms.ShouldBeEmpty();
    }

    [Fact]
    public void A_clock_that_flaps_ahead_for_a_day_is_one_alarm_and_over_ten_minutes_after_it_is_right()
    {
        var play = new Play("clock_ahead", "drilling");
        play.Hear(ahead: 60);
        play.Alarms.ShouldBeEmpty("not further than allowed");
        for (var i = 0; i < 288; i++)
        {
            play.Wait(150);
            play.Hear(ahead: 61);
            play.Wait(150);
            play.Hear(ahead: i % 2 == 0 ? 0 : 45);
        }
        play.Alarms.ShouldBe([("ahead", 150, null)]);
        var last = play.Seconds;
        for (var i = 0; i < 9; i++)
        {
            play.Wait(100);
            play.Hear();
        }
        // The last one before was within the deadband.
        play.Alarms.ShouldBe([("ahead", 150, last + 100)]);
    }

    // Plays one rule alone; times are s since the first record.
    private sealed class Play
    {
        private const long Start = 1_772_323_200_000_000;
        private readonly ArrivalFold _fold = new();
        private readonly AssetArrival _arrival = new();
        private readonly FoldState _tip;
        private readonly List<AlarmChange> _changes = [];
        private readonly Dictionary<(string Level, long Onset), long> _found = [];
        private long _heard = Start;
        private long _now = Start;

        public Play(string name, string drillingState)
        {
            var rule = AlarmRuleDefaults.Set.For(asset: null).Select(p => p.Rule).Single(r => r.Id == name);
            var rules = new RuleCompiler().Of([new AlarmRulePeriod(rule, long.MinValue, long.MaxValue)]);
            _tip = new FoldState(rules);
            var readings = new float[rules.Signals.Length];
            readings.AsSpan().Fill(float.NaN);
            var state = CompiledSignal.Of(AlarmSignals.DrillingState);
            if (Array.IndexOf(rules.Signals, state) is >= 0 and var at) readings[at] = state.CodeOf(drillingState);
            new AlarmEventFold().Fold(_tip, readings, Start);
            _arrival.Use(rules);
        }

        public long Seconds => (_now - Start) / UnixMicros.PerSecond;

        public IReadOnlyList<(string Level, long From, long? Until)> Alarms => [.. _found.Select(f => (f.Key.Level,
            (f.Key.Onset - Start) / UnixMicros.PerSecond,
            f.Value == UnixMicros.None ? (long?)null : (f.Value - Start) / UnixMicros.PerSecond))];

        /// <summary>Nothing comes.</summary>
        public void Wait(int seconds)
        {
            _now += seconds * UnixMicros.PerSecond;
            _fold.Pass(_arrival, _tip, _heard, _now, _changes);
            Note();
        }

        /// <summary>Records come, one a second.</summary>
        public void HearFor(int seconds)
        {
            Hear();
            for (var i = 0; i < seconds; i++)
            {
                Wait(1);
                Hear();
            }
        }

        /// <summary>A record comes, whose stamp is so many seconds ahead.</summary>
        public void Hear(int ahead = 0)
        {
            _fold.Hear(_arrival, _tip, _now, _now + (ahead * UnixMicros.PerSecond), _changes);
            _heard = _now;
            Note();
        }

        private void Note()
        {
            foreach (var change in _changes) _found[(change.Level.Level.Name, change.Onset)] = change.Returned;
            _changes.Clear();
        }
    }
}
