using Maintenance.Core.Assets;

namespace Maintenance.Core.Alarms;

/// <summary>All rules of an installation at one moment, in all their versions. Immutable.</summary>
public sealed class AlarmRuleSet
{
    private readonly IReadOnlyList<AlarmRulePeriod> _periods;

    private AlarmRuleSet(IReadOnlyList<AlarmRulePeriod> periods) => _periods = periods;

    /// <summary>No rule.</summary>
    public static AlarmRuleSet None { get; } = new([]);

    /// <summary>The same rules for every asset and all times.</summary>
    public static AlarmRuleSet Of(params IReadOnlyList<AlarmRule> rules) =>
        new([.. rules.OrderBy(r => r.Id, StringComparer.Ordinal).Select(r => new AlarmRulePeriod(r, long.MinValue, long.MaxValue))]);

    /// <summary>The rules of an asset, by id and then by time; the periods of one rule do not overlap.</summary>
    /// <param name="asset">Null: one that is not registered.</param>
    public IReadOnlyList<AlarmRulePeriod> For(Asset? asset) => _periods;
}
