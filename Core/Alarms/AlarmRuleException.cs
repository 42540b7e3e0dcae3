namespace Maintenance.Core.Alarms;

/// <summary>A definition is refused; nothing was changed.</summary>
/// <param name="errors">At least one.</param>
public sealed class AlarmRuleException(IReadOnlyList<AlarmRuleError> errors) : Exception(string.Join(' ', errors))
{
    /// <summary>One error.</summary>
    /// <param name="path">Where; empty for the whole.</param>
    /// <param name="message">What was found and what is allowed.</param>
    public AlarmRuleException(string path, string message) : this([new AlarmRuleError(path, message)])
    {
    }

    /// <summary>True when somebody else changed the rule meanwhile.</summary>
    public bool IsConflict { get; init; }

    /// <summary>True when there is nothing to change.</summary>
    public bool IsUnknown { get; init; }

    /// <summary>True when the actor may not change it.</summary>
    public bool IsForbidden { get; init; }

    /// <summary>Each error by its place.</summary>
    public IReadOnlyList<AlarmRuleError> Errors { get; } = errors;
}
