using System.Runtime.CompilerServices;
using Maintenance.Core.Alarms;
using Maintenance.Core.Assets;
using Maintenance.Core.Time;

namespace Maintenance.Scoring.Alarms;

/// <summary>Compiles rule sets, each combination of periods once. Threading: one worker.</summary>
internal sealed class RuleCompiler
{
    private const int MaxSets = 4096;

    private readonly Dictionary<string, CompiledRules> _compiled = new(StringComparer.Ordinal);
    private readonly ConditionalWeakTable<IReadOnlyList<AlarmRulePeriod>, CompiledRules> _lists = [];
    private readonly ConditionalWeakTable<AlarmRule, string> _prints = [];

    /// <summary>The compiled rules of an asset.</summary>
    /// <param name="rules">All rules.</param>
    /// <param name="asset">Null: one that is not registered.</param>
    public CompiledRules Of(AlarmRuleSet rules, Asset? asset) => _lists.GetValue(rules.For(asset), Of);

    /// <summary>The compiled rules of a list of periods.</summary>
    public CompiledRules Of(IReadOnlyList<AlarmRulePeriod> all)
    {
        var periods = all.Where(p => p.Rule is { Enabled: true, IsOfInstallation: false } && p.FromUnixMicros < p.UntilUnixMicros)
            .ToArray();
        var keys = Array.ConvertAll(periods, KeyOf);
        var key = string.Join('\n', keys);
        if (_compiled.TryGetValue(key, out var known)) return known;
        if (_compiled.Count >= MaxSets) _compiled.Clear();
        return _compiled[key] = Compile(periods, keys);
    }

    private string KeyOf(AlarmRulePeriod period) => string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $"{period.Rule.Id} {_prints.GetValue(period.Rule, RulePrint.Of)} {period.FromUnixMicros} {period.UntilUnixMicros}");

    private static CompiledRules Compile(AlarmRulePeriod[] periods, string[] keys)
    {
        var (signals, comparators, rules, levels, onsets) =
            (new List<CompiledSignal>(), new List<Comparator>(), new List<CompiledRule>(), 0, 0);
        for (var i = 0; i < periods.Length; i++)
        {
            var (rule, first) = (periods[i].Rule, comparators.Count);
            var filter = rule.While is { } condition ? CompiledExpression.Of(condition, Add) : null;
            var filterComparators = comparators.Count - first;
            CompiledLevel[] compiled = [.. rule.Levels.Select(level => LevelOf(rule, level))];
            rules.Add(new CompiledRule
            {
                Period = periods[i],
                // The key of a state leaves the period's end out: a newer version ends it without changing what it is.
                Key = keys[i][..keys[i].LastIndexOf(' ')],
                While = filter,
                Hours = rule.Schedule,
                Levels = compiled,
                FirstComparator = first,
                FilterComparators = filterComparators,
                Comparators = comparators.Count - first,
                UsesArrival = Array.Exists(compiled, l => l.IsByArrival),
            });
        }
        return new CompiledRules([.. signals], [.. comparators], [.. rules], onsets);

        CompiledLevel LevelOf(AlarmRule rule, AlarmLevel level)
        {
            var when = CompiledExpression.Of(level.When, Add);
            var main = when.Comparators.Length > 0 ? comparators[when.Comparators[0]] : default;
            var gaps = when.Comparators.Select(c => comparators[c]).Where(c => signals[c.Signal].Kind == SignalKind.DataGap).ToArray();
            onsets += rule.Count > 1 ? rule.Count : 0;
            return new CompiledLevel
            {
                Rule = rule,
                Level = level,
                Index = levels++,
                When = when,
                MainSignal = when.Comparators.Length > 0 ? main.Signal : -1,
                MainLimit = when.Comparators.Length == 0 || main.Comparison == AlarmComparison.Is ? float.NaN : main.Limit,
                FirstOnset = onsets - (rule.Count > 1 ? rule.Count : 0),
                IsByArrival = gaps.Length > 0 || (when.Comparators.Length > 0
                    && Array.TrueForAll(when.Comparators, c => signals[comparators[c].Signal].Kind == SignalKind.ClockAhead)),
                SilenceMicros = gaps.Length == 0 ? -1 : (long)(gaps.Max(c => (double)c.Limit) * UnixMicros.PerSecond),
                OnDelay = MicrosOf(rule.OnDelay),
                OffDelay = MicrosOf(rule.OffDelay),
                Within = MicrosOf(rule.Within),
            };
        }

        int Add(AlarmCondition.Compare compare)
        {
            var signal = CompiledSignal.Of(compare.Signal);
            if (signals.IndexOf(signal) is var at && at < 0)
            {
                at = signals.Count;
                signals.Add(signal);
            }
            var limit = compare.Comparison == AlarmComparison.Is ? signal.CodeOf(compare.Word ?? "") : (float)compare.Limit;
            var release = compare.Comparison switch
            {
                AlarmComparison.Above => (float)(compare.Limit - compare.Deadband),
                AlarmComparison.Below => (float)(compare.Limit + compare.Deadband),
                _ => limit,
            };
            comparators.Add(new Comparator(at, compare.Comparison, limit, release));
            return comparators.Count - 1;
        }
    }

    private static long MicrosOf(TimeSpan time) => Math.Max(0, UnixMicros.Length(time));
}
