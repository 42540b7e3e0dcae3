namespace Maintenance.Ingest.Intake;

/// <summary>Where a payload comes from.</summary>
/// <param name="Kind">Live or recorded.</param>
/// <param name="Description">For people, goes into dead letters: <c>mqtt maintenance/v1/…</c>, <c>http 10.0.0.7</c>, <c>replay
/// F-7</c>.</param>
/// <param name="Asset">
/// Asset named by topic or address, or null. It stands in where the payload names none; a payload that names another is refused.
/// </param>
public readonly record struct SourceContext(SourceKind Kind, string Description, string? Asset = null);
