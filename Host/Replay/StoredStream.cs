using System.Text.Json;
using Maintenance.Core.Ports;
using Maintenance.Queries;

namespace Maintenance.Host.Replay;

/// <summary>What the store holds of one stream.</summary>
/// <param name="Ranges">Stored sequences as inclusive ranges, ascending.</param>
/// <param name="Stored">Readings stored.</param>
/// <param name="Duplicates">Readings recognised as duplicates.</param>
internal sealed record StoredStream(IReadOnlyList<(long First, long Last)> Ranges, long Stored, long Duplicates)
{
    public static StoredStream None { get; } = new([], 0, 0);

    /// <summary>Reads the result of <see cref="StreamSql"/>.</summary>
    public static StoredStream Of(QueryResult result)
    {
        if (result.First is not { } row) return None;
        var ranges = JsonSerializer.Deserialize<long[][]>(row.Text("ranges"))!;
        return new StoredStream([.. ranges.Select(range => (range[0], range[1]))], row.Whole("stored"), row.Whole("duplicates"));
    }

    /// <summary>True if all sequences from first to last are stored.</summary>
    public bool Contains(long first, long last) => Ranges.Any(r => r.First <= first && last <= r.Last);
}
