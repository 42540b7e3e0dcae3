namespace Maintenance.Dashboard.Display;

/// <summary>A field of a rule's form.</summary>
/// <param name="Path">Its path in the definition, and its name in the form.</param>
/// <param name="Label">Its label.</param>
/// <param name="Value">What is shown in it; empty when the definition does not state it.</param>
/// <param name="Choices">Words to choose from; null of free text.</param>
/// <param name="IsLong">True of a text of several lines.</param>
/// <param name="Source">The scope that it comes from; null when it is nowhere stated.</param>
/// <param name="Error">What is wrong with it; null when nothing.</param>
internal sealed record AlarmRuleField(
    string Path, string Label, string Value, IReadOnlyList<string>? Choices, bool IsLong, string? Source, string? Error)
{
    /// <summary>Id of its element.</summary>
    public string Id => "f-" + Path.Replace('.', '-');
}
