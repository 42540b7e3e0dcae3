using System.Globalization;
using Maintenance.Api.Rest;
using Maintenance.Core.Tables;

namespace Maintenance.Api.Business;

/// <summary>Reads a list of entries, whole or not at all.</summary>
internal static class EntryList
{
    /// <summary>Most entries of one list.</summary>
    public const int MaxEntries = 100_000;

    /// <summary>The rows of a list; each key once.</summary>
    /// <param name="body">UTF-8.</param>
    /// <param name="mediaType">JSON or CSV.</param>
    /// <param name="check">Checks the entries.</param>
    /// <exception cref="ListException">Not such a list, or rows that are wrong; the message names them.</exception>
    public static TableBatch<TRow> Read<TEntry, TRow>(byte[] body, string mediaType, EntryCheck check)
        where TEntry : class, IBusinessEntry<TRow> where TRow : struct, ITableRow<TRow>
    {
        var errors = new ListErrors("Nothing was recorded.");
        var batch = new TableBatch<TRow>();
        var rows = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (number, entry) in ListBody.Read<TEntry>(body, mediaType, TEntry.Words, TEntry.Required, errors))
        {
            if (number > MaxEntries) throw new ListException($"The list is longer than {MaxEntries:N0} entries; send it in parts.");
            if (entry is null) continue; // its error is already collected
            check.Begin();
            var row = entry.Row(check);
            if (check.Error is { } error) errors.Add(number, error);
            else
            {
                batch.Add(row);
                if (!rows.TryAdd(KeyOf(batch), number)) errors.Add(number, $"is of the same key as row {rows[KeyOf(batch)]}.");
            }
        }
        errors.ThrowIfAny();
        return batch.RowCount > 0 ? batch : throw new ListException($"The list is empty; expected {TEntry.Words}.");
    }

    // Of the newest row.
    private static string KeyOf(TableBatch batch) => string.Join('\n', Enumerable.Range(0, batch.Schema.KeyColumns).Select(c =>
        batch.Schema.Columns[c].Type == ColumnType.Text
            ? batch.Column<string>(c).Values[batch.RowCount - 1]
            : batch.Column<long>(c).Values[batch.RowCount - 1].ToString(CultureInfo.InvariantCulture)));
}
