using System.Globalization;
using Maintenance.Core.Alarms;
using Maintenance.Core.Time;
using Maintenance.Scoring.Alarms;
using static Maintenance.Scoring.Tests.Alarms.DefaultRuleExamples;

namespace Maintenance.Scoring.Tests.Alarms;

/// <summary>
/// No default rule is dead or floods: each alarms of what it is meant for at all its levels, once however it flaps, and of nothing else.
/// </summary>
public sealed class DefaultRuleTests
{
    private const int Step = 10;

    // Judged by when records come or of the installation, not by blocks: DefaultArrivalRuleTests and InstallationAlarmsTests.
    private static readonly string[] Others = ["no_data", "clock_ahead", "model_refused"];

    public static TheoryData<string> Rules { get; } = [.. Judged];

    private static IEnumerable<string> Judged => AlarmRuleDefaults.Set.Rules.Where(r => !Others.Contains(r));

    [Fact]
    public void Every_default_rule_has_examples() => All.Keys.Order(StringComparer.Ordinal).ShouldBe(Judged);

    [Theory]
    [MemberData(nameof(Rules))]
    public void What_it_is_meant_for_raises_every_level_once_and_returns(string name)
    {
        var play = new Play(name);
        play.Hold(play.Case.Normal, TimeSpan.FromHours(1));
        foreach (var bad in play.Case.Bad) play.Hold(bad, play.Rule.OnDelay + TimeSpan.FromMinutes(2));
        play.Case.Bad.Length.ShouldBe(play.Rule.Levels.Count);
        play.Alarms.Select(a => a.Level).ShouldBe(play.Rule.Levels.Select(l => l.Name), ignoreOrder: true);
        play.Alarms.ShouldAllBe(a => a.Returned == UnixMicros.None);
        play.Hold(play.Case.Normal, play.Rule.OffDelay + TimeSpan.FromMinutes(2));
        play.Alarms.Count.ShouldBe(play.Rule.Levels.Count);
        play.Alarms.ShouldAllBe(a => a.Returned != UnixMicros.None);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void What_is_short_raises_nothing(string name)
    {
        var play = new Play(name);
        if (play.Rule.OnDelay < TimeSpan.FromSeconds(Step)) return;
        for (var i = 0; i < 20; i++)
        {
            play.Hold(play.Case.Bad[^1], play.Rule.OnDelay - TimeSpan.FromSeconds(Step));
            play.Hold(play.Case.Normal, TimeSpan.FromMinutes(5));
        }
        play.Alarms.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void What_flaps_for_a_day_is_one_alarm_a_level(string name)
    {
        var play = new Play(name);
        var half = play.Rule.OffDelay / 2;
        for (var hours = TimeSpan.Zero; hours < TimeSpan.FromDays(1); hours += play.Rule.OnDelay + half)
        {
            play.Hold(play.Case.Bad[^1], play.Rule.OnDelay + TimeSpan.FromSeconds(Step));
            play.Hold(play.Case.Normal, half);
        }
        play.Alarms.Count.ShouldBe(play.Rule.Levels.Count);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void What_is_not_meant_raises_nothing(string name)
    {
        foreach (var other in new Play(name).Case.NotMeant)
        {
            var play = new Play(name);
            play.Hold(play.Case.Normal, TimeSpan.FromHours(1));
            play.Hold(other, TimeSpan.FromHours(12));
            play.Alarms.ShouldBeEmpty(other.Text);
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Missing_values_neither_raise_nor_return(string name)
    {
        var play = new Play(name);
        play.Hold(values: null, TimeSpan.FromHours(2));
        play.Alarms.ShouldBeEmpty();
        play.Hold(play.Case.Bad[^1], play.Rule.OnDelay + TimeSpan.FromMinutes(2));
        play.Hold(values: null, TimeSpan.FromHours(6));
        // Where a filter says what the drill does, it is missing as well.
        play.Alarms.Count.ShouldBe(play.Rule.Levels.Count);
        play.Alarms.ShouldAllBe(a => a.Returned == UnixMicros.None);
    }

    [Fact]
    public void A_short_life_said_before_the_drill_was_well_again_is_no_alarm()
    {
        // Two looks of minutes, hours apart, and no remaining life while the grade is A.
        var play = new Play("rul_short");
        for (var i = 0; i < 4; i++)
        {
            play.Hold(play.Case.Bad[0], TimeSpan.FromMinutes(3));
            play.Hold(new Example("grade=1"), TimeSpan.FromHours(5));
        }
        play.Alarms.ShouldBeEmpty();
    }

    // Plays one rule alone.
    private sealed class Play
    {
        private readonly AlarmEventFold _fold = new();
        private readonly FoldState _state;
        private readonly CompiledRules _rules;
        private readonly Dictionary<(string Level, long Onset), long> _found = [];
        private long _time = 1_772_323_200_000_000;

        public Play(string name)
        {
            Rule = AlarmRuleDefaults.Set.For(asset: null).Select(p => p.Rule).Single(r => r.Id == name);
            Case = All[name];
            _rules = new RuleCompiler().Of([new AlarmRulePeriod(Rule, long.MinValue, long.MaxValue)]);
            _state = new FoldState(_rules);
        }

        public AlarmRule Rule { get; }

        public RuleCase Case { get; }

        public IReadOnlyList<(string Level, long Returned)> Alarms => [.. _found.Select(f => (f.Key.Level, f.Value))];

        /// <summary>Reads the same every ten seconds; null: nothing.</summary>
        public void Hold(Example? values, TimeSpan length)
        {
            var readings = new float[_rules.Signals.Length];
            readings.AsSpan().Fill(float.NaN);
            foreach (var (name, value) in values?.Values ?? [])
            {
                var signal = CompiledSignal.Of(name);
                var at = Array.IndexOf(_rules.Signals, signal);
                at.ShouldBeGreaterThanOrEqualTo(0, $"{Rule.Id} does not read {name}");
                readings[at] = float.TryParse(value, CultureInfo.InvariantCulture, out var number) ? number : signal.CodeOf(value);
            }
            for (var end = _time + UnixMicros.Length(length); _time <= end; _time += Step * UnixMicros.PerSecond)
            {
                _fold.Fold(_state, readings, _time);
                foreach (var change in _fold.Changes) _found[(change.Level.Level.Name, change.Onset)] = change.Returned;
                _fold.Changes.Clear();
            }
        }
    }
}
