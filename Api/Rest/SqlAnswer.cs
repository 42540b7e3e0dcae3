namespace Maintenance.Api.Rest;

/// <summary>Rows of a query: times are ISO 8601 in UTC, bytes base64, NaN and infinities their names as text.</summary>
internal sealed record SqlAnswer(IReadOnlyList<string> Columns, IReadOnlyList<object?[]> Rows, bool Truncated);
