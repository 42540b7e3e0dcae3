namespace Maintenance.Core.Ports;

/// <summary>
/// Differences between the engines' SQL and value ranges. All other SQL is common to them (docs/formats/store-tables.md).
/// </summary>
public sealed record SqlDialect
{
    /// <summary>Placeholder for the expression in <see cref="UnixMicrosFormat"/>.</summary>
    public const string Expression = "{expression}";

    /// <summary>SQL for a timestamp's microseconds since 1970, as a whole number.</summary>
    public required string UnixMicrosFormat { get; init; }

    /// <summary>False when floats have no infinities: they are stored as NULL.</summary>
    public required bool HasInfinities { get; init; }

    /// <summary>Microseconds since 1970 of a timestamp.</summary>
    /// <param name="expression">Column or expression; trusted text.</param>
    public string UnixMicros(string expression) => UnixMicrosFormat.Replace(Expression, expression, StringComparison.Ordinal);
}
