namespace Maintenance.Api.Business;

/// <summary>Answer to a list.</summary>
/// <param name="Recorded">Entries that are recorded now, new or replaced.</param>
internal sealed record RowsRecorded(int Recorded);
