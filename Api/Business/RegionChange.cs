namespace Maintenance.Api.Business;

/// <summary>Something that changed in a region since yesterday.</summary>
/// <param name="Region">Region.</param>
/// <param name="Kind">production, alarms, risk, work or money.</param>
/// <param name="Text">In words, with units.</param>
/// <param name="Path">Page that tells more.</param>
public sealed record RegionChange(string Region, string Kind, string Text, string Path);
