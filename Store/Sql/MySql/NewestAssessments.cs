using System.Globalization;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;

namespace Maintenance.Store.Sql.MySql;

/// <summary>
/// Keeps <c>assessment_newest</c>, one row per asset (<see cref="Recency"/>), in the transaction that appends to <c>assessment</c>. The
/// stored rows are locked while they are compared. (Two transactions cannot both insert an asset's first row, as one partition carries all
/// of an asset's records.)
/// </summary>
internal sealed class NewestAssessments(Session session, TableLoad load)
{
    /// <summary>Table behind the view <c>assessment_latest</c>.</summary>
    public const string Table = "assessment_newest";

    private const int AssetsPerSelect = 500;

    private static readonly int EventTime = StoreTables.Assessment.IndexOf("event_time");
    private static readonly int KnownAt = StoreTables.Assessment.IndexOf("known_at");
    private static readonly int LogOffset = StoreTables.Assessment.IndexOf("log_offset");

    public async Task WriteAsync(IReadOnlyList<TableBatch> batches, CancellationToken cancellationToken)
    {
        var newest = new Dictionary<string, RowRef>(StringComparer.Ordinal);
        for (var b = 0; b < batches.Count; b++)
        {
            if (batches[b].Schema.Name != StoreTables.Assessment.Name) continue;
            var assets = batches[b].Column<string?>("asset").Values;
            for (var row = 0; row < assets.Length; row++)
                if (assets[row] is { } asset && (!newest.TryGetValue(asset, out var best)
                    || !Of(new RowRef(batches[b], row)).IsBefore(Of(best))))
                    newest[asset] = new RowRef(batches[b], row);
        }
        foreach (var assets in newest.Keys.ToArray().Chunk(AssetsPerSelect)) await RemoveOlderAsync(newest, assets, cancellationToken);
        if (newest.Count > 0) await load.ReplaceAsync(StoreTables.Assessment, Table, newest.Values, cancellationToken);
    }

    private async Task RemoveOlderAsync(Dictionary<string, RowRef> newest, string[] assets, CancellationToken cancellationToken)
    {
        var names = string.Join(", ", assets.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"@a{i}")));
        await using var command = session.Command($"SELECT asset, event_time, known_at, log_offset FROM {Table} WHERE asset IN ({names}) "
            + "FOR UPDATE");
        for (var i = 0; i < assets.Length; i++)
            command.Parameters.AddWithValue(string.Create(CultureInfo.InvariantCulture, $"@a{i}"), assets[i]);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var stored = new Recency(Micros(reader.GetValue(1)), Micros(reader.GetValue(2)),
                reader.IsDBNull(3) ? long.MinValue : reader.GetInt64(3));
            var asset = reader.GetString(0);
            if (Of(newest[asset]).IsBefore(stored)) newest.Remove(asset);
        }
    }

    private static long Micros(object value) => UnixMicros.Of(value as DateTime?);

    private static Recency Of(RowRef row) => new(
        row.Batch.Column<long>(EventTime).Values[row.Row], row.Batch.Column<long>(KnownAt).Values[row.Row],
        row.Batch.Column<long>(LogOffset).Values[row.Row]);
}
