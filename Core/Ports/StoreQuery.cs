namespace Maintenance.Core.Ports;

/// <summary>One of the product's own queries: SQL common to all engines, with positional parameters.</summary>
/// <param name="Sql">Text with <c>?</c> for each parameter.</param>
/// <param name="Parameters">string, long, int, double, bool, null, or <see cref="DateTime"/> (UTC).</param>
public sealed record StoreQuery(string Sql, params object?[] Parameters);
