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

    /// <summary>Each error by its place.</summary>
    public IReadOnlyList<AlarmRuleError> Errors { get; } = errors;
}
