using Maintenance.Core.Ports;
using Maintenance.Core.Tables;

namespace Maintenance.Queries;

/// <summary>Readings in stretches of assets, in no particular order.</summary>
public static class ReadingsQuery
{
    /// <param name="store">Store.</param>
    /// <param name="ranges">Stretches; those of one asset do not overlap.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<IReadOnlyList<ReadingRow>> RunAsync(
        IConditionStore store, IReadOnlyList<AssetRange> ranges, CancellationToken cancellationToken)
    {
        var results = await AssetRanges.ReadAsync(store, ranges, condition => $"SELECT {ReadingRow.Table.ColumnList} FROM reading "
            + $"WHERE {condition}", cancellationToken);
        return [.. results.SelectMany(r => r.Read<ReadingRow>())];
    }
}
