using Maintenance.Core.Alarms;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Scoring.Alarms;
using static Maintenance.Scoring.Tests.Alarms.TestRules;

namespace Maintenance.Scoring.Tests.Alarms;

/// <summary>Silence against its closed form, whoever looks and when.</summary>
public sealed class ArrivalFoldTests
{
    private const long Second = UnixMicros.PerSecond;

    [Theory]
    [InlineData(60, 0, 0)]
    [InlineData(60, 15, 0)]
    [InlineData(60, 15, 90)]
    [InlineData(60, 0, 200)]
    public void Alarms_are_the_silences_between_receptions(int limit, int onDelay, int offDelay)
    {
        var rules = new RuleCompiler().Of(
            [new AlarmRulePeriod(Rule("gap", Above(AlarmSignals.DataGap, limit), onDelay, offDelay), long.MinValue, long.MaxValue)]);
        for (var seed = 1; seed <= 300; seed++)
        {
            var random = new Random(seed);
            var heard = new List<long> { 0 };
            for (var i = 0; i < 30; i++)
                heard.Add(heard[^1] + ((random.Next(3) == 0 ? random.Next(30, 400) : random.Next(1, 60)) * Second) + random.Next(2));
            var end = heard[^1] + ((limit + onDelay + offDelay + 1) * Second);
            var expected = ClosedForm(heard, end, limit * Second, onDelay * Second, offDelay * Second);
            Play(rules, heard, end, looks: null).ShouldBe(expected, $"seed {seed}, without a clock");
            Play(rules, heard, end, random).ShouldBe(expected, $"seed {seed}, with a clock and restarts");
        }
    }

    // What stood, judged silence by silence.
    private static List<(long Onset, long Due, long Returned)> ClosedForm(
        List<long> heard, long end, long limit, long onDelay, long offDelay)
    {
        var found = new List<(long Onset, long Due, long Returned)>();
        for (var i = 0; i < heard.Count; i++)
        {
            var (from, until) = (heard[i], i + 1 < heard.Count ? heard[i + 1] : end);
            if (until - from <= limit) continue;
            var returned = i + 1 < heard.Count ? until : UnixMicros.None;
            // Silence that is back within the off-delay is the same alarm.
            if (found is [.., var last] && last.Returned != UnixMicros.None && from + limit < last.Returned + offDelay)
                found[^1] = last with { Returned = returned };
            else if (until - from >= limit + onDelay) found.Add((from, from + limit + onDelay, returned));
        }
        return found;
    }

    private static List<(long Onset, long Due, long Returned)> Play(CompiledRules rules, List<long> heard, long end, Random? looks)
    {
        var (fold, silence, tip) = (new ArrivalFold(), NewSilence(rules), new FoldState(rules));
        var found = new Dictionary<long, (long Onset, long Due, long Returned)>();
        for (var i = 0; i < heard.Count; i++)
        {
            var until = i + 1 < heard.Count ? heard[i + 1] : end;
            while (looks is not null && ArrivalFold.DueOf(silence, heard[i]) is var due && due < until && looks.Next(4) > 0)
            {
                fold.Pass(silence, tip, heard[i], Math.Min(until - 1, due + looks.Next(3)));
                Write();
                if (looks.Next(3) == 0) silence = Restarted(heard[i]);
            }
            fold.Pass(silence, tip, heard[i], until);
            if (i + 1 < heard.Count) fold.Hear(silence, tip, until, until);
            Write();
        }
        return [.. found.Values.OrderBy(f => f.Onset)];

        void Write()
        {
            silence.Events.Flush(e => found[e.Onset] = (e.Onset, e.Content.Raised, e.Content.Returned));
            silence.Events.Forget(long.MaxValue);
        }

        // As after a crash: only what is stored, and when the last record came.
        AssetArrival Restarted(long last)
        {
            if (silence.State!.Levels[0].Phase == LevelPhase.Leaving) return silence; // its beginning is not stored
            var again = NewSilence(rules);
            again.Restore(found.Values.Select(f => new AlarmEventRow
            {
                Asset = "a",
                Rule = "gap",
                Level = "high",
                EventTimeUnixMicros = f.Onset,
                KnownAtUnixMicros = f.Due,
                LogPartition = 0,
                LogOffset = 0,
                RuleVersion = 1,
                Priority = 2,
                RaisedUnixMicros = f.Due,
                ReturnedUnixMicros = f.Returned,
                Value = 0,
                Limit = 60,
                Withdrawn = false,
                Because = null,
            }), last);
            return again;
        }
    }

    private static AssetArrival NewSilence(CompiledRules rules)
    {
        var silence = new AssetArrival();
        silence.Use(rules);
        return silence;
    }
}
