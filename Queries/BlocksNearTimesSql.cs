using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using System.Globalization;

namespace Maintenance.Queries;

/// <summary>
/// SQL for blocks in given ranges of an asset's past, as currently known, oldest first. Plain text, as it goes to a running host over REST,
/// which takes no parameters.
/// </summary>
public static class BlocksNearTimesSql
{
    /// <param name="asset">Asset.</param>
    /// <param name="from">Earliest event time, Unix µs.</param>
    /// <param name="stretches">Half-open ranges, Unix µs, ascending; at least one.</param>
    public static string Of(string asset, long from, IReadOnlyList<(long From, long To)> stretches)
    {
        var ranges = stretches.Select(s => $"(event_time >= {Text(Math.Max(from, s.From))} AND event_time < {Text(s.To)})");
        return $"SELECT {DescribedBlock.WindowColumns} FROM descriptor_current "
            + $"WHERE asset = '{asset.Replace("'", "''", StringComparison.Ordinal)}' "
            + $"AND event_time >= {Text(Math.Max(from, stretches[0].From))} AND event_time < {Text(stretches[^1].To)} "
            + $"AND ({string.Join(" OR ", ranges)}) ORDER BY event_time";
    }

    /// <summary>Reads the result.</summary>
    public static IReadOnlyList<DescribedBlock> Read(QueryResult result) => result.Read(DescribedBlock.Of);

    private static string Text(long unixMicros) =>
        $"TIMESTAMP '{UnixMicros.ToUtc(unixMicros).ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture)}'";
}
