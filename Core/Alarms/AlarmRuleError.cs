namespace Maintenance.Core.Alarms;

/// <summary>What is wrong with a definition.</summary>
/// <param name="Path">Where, as <c>levels.high.when.above</c>; empty for the whole.</param>
/// <param name="Message">What was found and what is allowed.</param>
public sealed record AlarmRuleError(string Path, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => Path.Length == 0 ? Message : $"{Path}: {Message}";
}
