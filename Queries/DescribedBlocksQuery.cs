using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>
/// Blocks of stretches of assets as currently known, each asset's oldest first. The condition is in the inner SELECT, so that the engine
/// applies it before it looks for each block's newest version.
/// </summary>
public static class DescribedBlocksQuery
{
    /// <param name="store">Store.</param>
    /// <param name="ranges">Stretches; those of one asset do not overlap.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<IReadOnlyList<(string Asset, DescribedBlock Block)>> RunAsync(
        IConditionStore store, IReadOnlyList<AssetRange> ranges, CancellationToken cancellationToken)
    {
        var results = await AssetRanges.ReadAsync(store, ranges, Sql, cancellationToken);
        return [.. results.SelectMany(r => r.Read(row => (row.Text("asset"), DescribedBlock.Of(row))))];
    }

    private static string Sql(string condition) =>
        $"""
        SELECT asset, {DescribedBlock.AllColumns}
        FROM (
            SELECT asset, {DescribedBlock.AllColumns},
                row_number() OVER (PARTITION BY asset, event_time ORDER BY known_at DESC, log_offset DESC) AS place
            FROM descriptor WHERE {condition}
        ) AS d
        WHERE place = 1 ORDER BY asset, event_time
        """;
}
