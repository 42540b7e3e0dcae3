namespace Maintenance.Queries.RollUps;

/// <summary>Rows of which history is made.</summary>
/// <param name="Sql">Of <see cref="StretchSql"/>; true: of what is currently known.</param>
/// <param name="Presence">Series of a roll-up whose buckets are those with rows.</param>
/// <param name="Suffices">Whether rows whose longest block, µs, and lack of statistics are given are enough; null: any are.</param>
internal sealed record StretchSource(Func<bool, string> Sql, string Presence, Func<long, bool, bool>? Suffices);
