namespace Maintenance.Api.Business;

/// <summary>A row of a report's table.</summary>
/// <param name="Cells">A cell for each column.</param>
/// <param name="Note">What is to be said to it: why a value is not known.</param>
public sealed record ReportRow(IReadOnlyList<ReportCell> Cells, string? Note);
