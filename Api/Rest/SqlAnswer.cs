namespace Maintenance.Api.Rest;

/// <summary>Rows of a query: times as ISO 8601 in UTC, bytes as base64, NaN and infinities as their names.</summary>
internal sealed record SqlAnswer(IReadOnlyList<string> Columns, IReadOnlyList<object?[]> Rows, bool Truncated);
