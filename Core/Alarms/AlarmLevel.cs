namespace Maintenance.Core.Alarms;

/// <summary>
/// One level of a rule, as <c>high</c> and <c>high_high</c> of a limit. Levels of one rule are one alarm of changing priority.
/// </summary>
/// <param name="Name">Lower-case word, unique in its rule.</param>
/// <param name="Priority">Priority while the level stands.</param>
/// <param name="When">Its condition.</param>
public sealed record AlarmLevel(string Name, AlarmPriority Priority, AlarmCondition When);
