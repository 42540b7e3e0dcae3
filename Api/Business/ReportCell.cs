namespace Maintenance.Api.Business;

/// <summary>A cell of a report's table.</summary>
/// <param name="Text">As people read it.</param>
/// <param name="Number">Rounded as shown; null for words and for what is not known.</param>
public sealed record ReportCell(string Text, double? Number);
