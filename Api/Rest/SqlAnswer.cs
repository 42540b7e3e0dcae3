using Maintenance.Core.Ports;

namespace Maintenance.Api.Rest;

/// <summary>
/// Rows of a query, values as <see cref="SqlJson"/> writes them: numbers with all their digits, times as ISO 8601 (with Z in UTC), bytes
/// as base64, NaN and infinities as their names.
/// </summary>
/// <param name="Columns">Names.</param>
/// <param name="Types">Kinds of the columns' values.</param>
/// <param name="Rows">Values.</param>
/// <param name="Truncated">True if there were more rows than the limit.</param>
internal sealed record SqlAnswer(IReadOnlyList<string> Columns, IReadOnlyList<SqlValueKind> Types, IReadOnlyList<object?[]> Rows,
    bool Truncated);
