using System.Globalization;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;

namespace Maintenance.Store.Sql;

/// <summary>
/// What remains of dead letters that retention deletes: a row per registered asset (the others together) and reason, of partition
/// <see cref="Partition"/>, that goes on counting their readings and bytes. Rows of the fleet's size, however much was refused.
/// </summary>
/// <param name="assets">Registered assets.</param>
internal sealed class DeadLetterCounts(IReadOnlySet<string> assets)
{
    /// <summary>Log partition of such a row.</summary>
    public const int Partition = -1;

    /// <summary>A row beyond so many readings is full, and left alone: the column is a 32-bit integer.</summary>
    public const int Full = 1_000_000_000;

    /// <summary>Columns that <see cref="Add"/> takes, in its order.</summary>
    public const string Columns = "received, asset, reason, readings, payload_bytes";

    /// <summary>INSERT of a row, with a parameter for each value of <see cref="Rows"/>.</summary>
    public const string Insert = "INSERT INTO dead_letter (received, log_partition, log_offset, asset, source, reason, detail, readings, "
        + "payload_bytes, payload) VALUES ";

    /// <summary>Rows of such counts that are not full.</summary>
    public static string Counting { get; } = string.Create(CultureInfo.InvariantCulture,
        $"log_partition = {Partition} AND readings < {Full}");

    private readonly Dictionary<(string? Asset, string? Reason), (DateTime Newest, long Readings, long Bytes)> _counts = [];

    /// <summary>True when nothing was added.</summary>
    public bool IsEmpty => _counts.Count == 0;

    /// <summary>
    /// The newest time that must go so that the rest has at most so many rows and bytes; null when nothing must. In every engine's SQL.
    /// </summary>
    public static string NewestBeyond(int maxRows, long maxBytes) => string.Create(CultureInfo.InvariantCulture,
        $"""
        SELECT max(received) FROM (
            SELECT received, row_number() OVER (ORDER BY received DESC, log_offset DESC) AS n,
                sum(coalesce(octet_length(payload), 0)) OVER (ORDER BY received DESC, log_offset DESC ROWS UNBOUNDED PRECEDING) AS bytes
            FROM dead_letter WHERE log_partition >= 0
        ) AS newest WHERE n > {maxRows} OR bytes > {maxBytes}
        """);

    /// <summary>The first time that stays.</summary>
    public static DateTime Cutoff(long beforeUnixMicros, DateTime? newestBeyond)
    {
        var beyond = newestBeyond is { } newest ? UnixMicros.Of(newest) + 1 : beforeUnixMicros;
        return UnixMicros.ToUtc(Math.Max(beyond, beforeUnixMicros));
    }

    /// <summary>Adds a row that is deleted.</summary>
    public void Add(DateTime received, string? asset, string? reason, long readings, long bytes)
    {
        var key = (asset is not null && assets.Contains(asset) ? asset : null, reason);
        var (newest, sumOfReadings, sumOfBytes) = _counts.GetValueOrDefault(key);
        _counts[key] = (received > newest ? received : newest, sumOfReadings + readings, sumOfBytes + bytes);
    }

    /// <summary>The rows that take their place, values in the order of the table's columns.</summary>
    public IEnumerable<object?[]> Rows()
    {
        foreach (var ((asset, reason), (newest, readings, bytes)) in _counts)
        {
            var (left, size) = (readings, bytes);
            do
            {
                var part = (int)Math.Min(left, Full);
                yield return [newest, Partition, 0L, asset, "retention", reason, Detail, part, size, Array.Empty<byte>()];
                (left, size) = (left - part, 0);
            }
            while (left > 0);
        }
    }

    private const string Detail = "refused readings whose dead letters retention deleted (Retention:DeadLetters, DeadLetterRows, "
        + "DeadLetterBytes); only their number is kept";

    /// <summary>Name of the table.</summary>
    public static string Table => DeadLetterRow.Table.Name;
}
