namespace Maintenance.Core.Alarms;

/// <summary>The rules that apply now, for whoever judges by them. Threading: any.</summary>
public sealed class AlarmRules
{
    private volatile AlarmRuleSet _current = AlarmRuleSet.None;

    /// <summary>The newest set; another object after every change.</summary>
    public AlarmRuleSet Current => _current;

    /// <summary>Replaces the set.</summary>
    public void Use(AlarmRuleSet rules) => _current = rules;
}
