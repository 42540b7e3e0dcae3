namespace Maintenance.Ingest.Intake;

/// <summary>Where a payload comes from.</summary>
/// <param name="Kind">Live or recorded.</param>
/// <param name="Description">Human-readable, stored in dead letters: <c>mqtt maintenance/v1/…</c>, <c>http 10.0.0.7</c>, <c>replay
/// F-7</c>.</param>
/// <param name="Asset">
/// Asset named by the topic or URL, or null. Used if the payload names none; a payload that names another is rejected.
/// </param>
public readonly record struct SourceContext(SourceKind Kind, string Description, string? Asset = null);
