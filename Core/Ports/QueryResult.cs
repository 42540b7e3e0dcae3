namespace Maintenance.Core.Ports;

/// <summary>Rows of a query.</summary>
/// <param name="Columns">Column names in order.</param>
/// <param name="Rows">Values: null, bool, long (all integers), double (all floats and decimals), string, <see cref="DateTime"/> (UTC), byte[].</param>
/// <param name="Truncated">True when there were more rows than the limit.</param>
public sealed record QueryResult(IReadOnlyList<string> Columns, IReadOnlyList<object?[]> Rows, bool Truncated);
