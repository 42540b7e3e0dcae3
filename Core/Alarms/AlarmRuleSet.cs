using System.Collections.Concurrent;
using System.Collections.Frozen;
using Maintenance.Core.Assets;
using Maintenance.Core.Tables;

namespace Maintenance.Core.Alarms;

/// <summary>
/// All rules of an installation at one moment, in all their versions. Immutable. Assets to whose places the same definitions apply share
/// one list, so that what is compiled from it is compiled once. Threading: any.
/// </summary>
public sealed class AlarmRuleSet
{
    private readonly FrozenDictionary<string, AlarmRuleDefinition[]> _byRule;
    private readonly FrozenSet<AlarmScope> _scopes;
    private readonly IReadOnlyList<AlarmRulePeriod>? _fixed;

    // One entry per combination of scopes that have definitions: at most one per asset.
    private readonly ConcurrentDictionary<string, IReadOnlyList<AlarmRulePeriod>> _lists = new(StringComparer.Ordinal);

    private AlarmRuleSet(IReadOnlyList<AlarmRuleDefinition> definitions, IReadOnlyList<AlarmRulePeriod>? same,
        IReadOnlyList<string> problems)
    {
        _byRule = definitions.GroupBy(d => d.Rule, StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => g.OrderBy(d => d.Version).ToArray(), StringComparer.Ordinal);
        _scopes = definitions.Select(d => d.Scope).ToFrozenSet();
        (_fixed, Problems) = (same, problems);
    }

    /// <summary>No rule.</summary>
    public static AlarmRuleSet None { get; } = new([], same: [], problems: []);

    /// <summary>Rows of <c>alarm_rule</c> that cannot be read, in words. The definitions they stand for do not apply.</summary>
    public IReadOnlyList<string> Problems { get; }

    /// <summary>Names of the rules, also of those whose definitions were all removed, in order.</summary>
    public IReadOnlyList<string> Rules => [.. _byRule.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The same rules for every asset and all times.</summary>
    public static AlarmRuleSet Of(params IReadOnlyList<AlarmRule> rules) =>
        new(definitions: [], problems: [],
            same: [.. rules.OrderBy(r => r.Id, StringComparer.Ordinal).Select(r => new AlarmRulePeriod(r, long.MinValue, long.MaxValue))]);

    /// <summary>The rules of the store's rows, in any order.</summary>
    public static AlarmRuleSet Of(IReadOnlyList<AlarmRuleRow> rows)
    {
        var (definitions, problems) = (new List<AlarmRuleDefinition>(rows.Count), new List<string>());
        foreach (var row in rows)
        {
            try
            {
                definitions.Add(AlarmRuleDefinition.Of(row));
            }
            catch (AlarmRuleException error)
            {
                problems.Add($"{row.Rule} at {row.Scope}, version {row.Version}: {error.Message}");
            }
        }
        return new AlarmRuleSet(definitions, same: null, problems);
    }

    /// <summary>
    /// The rules of an asset, by id and then by time, those that are disabled too; the periods of one rule do not overlap.
    /// </summary>
    /// <param name="asset">Null: one that is not registered, to which the fleet's definitions apply.</param>
    public IReadOnlyList<AlarmRulePeriod> For(Asset? asset)
    {
        if (_fixed is not null) return _fixed;
        var scopes = Defined(asset);
        return _lists.GetOrAdd(string.Join(' ', scopes), _ => PeriodsOf(scopes));
    }

    /// <summary>The definitions of a rule that apply to an asset at a time, merged; null when there is none.</summary>
    public AlarmRuleMerge? At(Asset? asset, string rule, long unixMicros)
    {
        var scopes = Defined(asset);
        return AlarmRuleMerge.Of([.. DefinitionsOf(rule).Where(d => d.EffectiveUnixMicros <= unixMicros && scopes.Contains(d.Scope))]);
    }

    /// <summary>The definitions of a rule, in ascending order of version; none when it is not known.</summary>
    public IReadOnlyList<AlarmRuleDefinition> DefinitionsOf(string rule) => _byRule.GetValueOrDefault(rule, []);

    private List<AlarmScope> Defined(Asset? asset) => [.. AlarmScope.Of(asset).Where(_scopes.Contains)];

    private IReadOnlyList<AlarmRulePeriod> PeriodsOf(IReadOnlyList<AlarmScope> scopes) =>
        [.. Rules.SelectMany(rule => PeriodsOf([.. _byRule[rule].Where(d => scopes.Contains(d.Scope))]))];

    // Each definition begins a period, which ends where the next one begins. One that cannot be judged by, as the store never accepts it
    // but another build may have written it, leaves the period before it as it is.
    private static List<AlarmRulePeriod> PeriodsOf(AlarmRuleDefinition[] definitions)
    {
        var periods = new List<AlarmRulePeriod>();
        long[] starts = [.. definitions.Select(d => d.EffectiveUnixMicros).Distinct().Order()];
        for (var i = 0; i < starts.Length; i++)
        {
            var (start, until) = (starts[i], i + 1 < starts.Length ? starts[i + 1] : long.MaxValue);
            var merge = AlarmRuleMerge.Of([.. definitions.Where(d => d.EffectiveUnixMicros <= start)]);
            if (merge is null) continue;
            if (merge.Parse([]) is { } rule) periods.Add(new AlarmRulePeriod(rule, start, until));
            else if (periods is [.., var last] && last.UntilUnixMicros == start) periods[^1] = last with { UntilUnixMicros = until };
        }
        return periods;
    }
}
