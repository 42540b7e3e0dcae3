using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using Maintenance.Core.Assets;

namespace Maintenance.Core.Alarms;

/// <summary>Finds the rule that applies to an asset at a time. Threading: any.</summary>
public sealed class AlarmDefinitions(AlarmRules rules, AssetRegistry registry)
{
    private static readonly ConditionalWeakTable<IReadOnlyList<AlarmRulePeriod>, FrozenDictionary<string, AlarmRulePeriod[]>> ByRule = [];

    /// <summary>The newest set: another object when rules have changed.</summary>
    public AlarmRuleSet Current => rules.Current;

    /// <summary>Rules that latch, or ever did, for any known asset.</summary>
    public IReadOnlyList<string> Latching => [.. registry.All.Select(a => rules.Current.For(a)).Append(rules.Current.For(null)).Distinct()
        .SelectMany(p => p).Where(p => p.Rule.Latched).Select(p => p.Rule.Id).Distinct(StringComparer.Ordinal)];

    /// <summary>
    /// The period of a rule that holds at a time, else its nearest one; of a rule that does not exist (any more) one without levels.
    /// </summary>
    public AlarmRulePeriod Find(string asset, string rule, long atUnixMicros) =>
        Find(rules.Current.For(registry.TryGet(asset, out var known) ? known : null), rule, atUnixMicros);

    /// <summary>The same among the rules of an asset.</summary>
    public static AlarmRulePeriod Find(IReadOnlyList<AlarmRulePeriod> periods, string rule, long atUnixMicros)
    {
        var byRule = ByRule.GetValue(periods, static list => list.GroupBy(p => p.Rule.Id, StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal));
        if (!byRule.TryGetValue(rule, out var own)) return Unknown(rule);
        foreach (var period in own)
            if (atUnixMicros < period.UntilUnixMicros) return period;
        return own[^1];
    }

    private static AlarmRulePeriod Unknown(string rule) => new(
        new AlarmRule
        {
            Id = rule, Version = 0, Title = rule, Levels = [], Cause = "The rule no longer exists.", Consequence = "", Action = "",
            TimeToRespond = TimeSpan.Zero,
        }, long.MinValue, long.MaxValue);
}
