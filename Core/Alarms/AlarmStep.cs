namespace Maintenance.Core.Alarms;

/// <summary>One step in the history of an alarm.</summary>
/// <param name="Rule">The alarm's rule.</param>
/// <param name="Trigger">What happened, and when it was known or done.</param>
/// <param name="From">State before.</param>
/// <param name="To">State after.</param>
/// <param name="Refusal">Why it did nothing; null when it did.</param>
public readonly record struct AlarmStep(string Rule, AlarmTrigger Trigger, AlarmState From, AlarmState To, AlarmRefusal? Refusal);
