namespace Maintenance.Api.Business;

/// <summary>A column of a report's table.</summary>
/// <param name="Key">Name for programs.</param>
/// <param name="Label">Name for people.</param>
/// <param name="Unit">Unit of its numbers; empty for words.</param>
public sealed record ReportColumn(string Key, string Label, string Unit)
{
    /// <summary>True for numbers, which stand to the right.</summary>
    public bool IsNumber { get; init; } = Unit.Length > 0;

    /// <summary>Name with its unit.</summary>
    public string Head => Unit.Length == 0 ? Label : $"{Label}, {Unit}";
}
