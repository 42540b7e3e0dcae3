using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Store.Sql.DuckDb.Native;

namespace Maintenance.Store.Sql.DuckDb;

/// <summary>
/// Writes <c>assessment</c> and, in the same transaction, <c>assessment_newest</c>: one row per asset (<see cref="Recency"/>), so that the
/// fleet page reads as many rows as there are assets and never scans the history.
/// </summary>
internal sealed class AssessmentTable(NativeConnection connection) : ITableWriter
{
    /// <summary>Table behind the view <c>assessment_latest</c>.</summary>
    public const string NewestTable = "assessment_newest";

    private static readonly string IsNewer = $"{RecencyOf("excluded")} >= {RecencyOf(NewestTable)}";

    private static readonly int EventTime = StoreTables.Assessment.IndexOf("event_time");
    private static readonly int KnownAt = StoreTables.Assessment.IndexOf("known_at");
    private static readonly int LogOffset = StoreTables.Assessment.IndexOf("log_offset");

    private readonly AppendTable _history = new(connection, StoreTables.Assessment);
    private readonly UpsertTable _newest = new(connection, StoreTables.Assessment with { KeyColumns = 1 }, NewestTable, IsNewer);
    private readonly Dictionary<string, RowRef> _newestOf = new(StringComparer.Ordinal);

    public void Write(List<TableBatch> batches)
    {
        _history.Write(batches);
        _newestOf.Clear();
        foreach (var batch in batches)
        {
            var assets = batch.Column<string>("asset").Values;
            for (var row = 0; row < assets.Length; row++)
                if (!_newestOf.TryGetValue(assets[row], out var best) || !Of(new RowRef(batch, row)).IsBefore(Of(best)))
                    _newestOf[assets[row]] = new RowRef(batch, row);
        }
        _newest.Write(_newestOf.Values);
        _newestOf.Clear();
    }

    public void Dispose()
    {
        _history.Dispose();
        _newest.Dispose();
    }

    private static Recency Of(RowRef row) => new(
        row.Batch.Column<long>(EventTime).Values[row.Row], row.Batch.Column<long>(KnownAt).Values[row.Row],
        row.Batch.Column<long>(LogOffset).Values[row.Row]);

    // The order of Recency, in the engine's terms.
    private static string RecencyOf(string row) =>
        $"(least(epoch_us({row}.event_time), 2 * epoch_us({row}.known_at) - epoch_us({row}.event_time)), "
        + $"{row}.known_at, {row}.log_offset)";
}
