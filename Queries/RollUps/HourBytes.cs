using System.Buffers.Binary;
using System.Text;

namespace Maintenance.Queries.RollUps;

/// <summary>
/// Bytes of the columns <c>hour</c> and <c>minutes</c> of <c>history_roll_up</c>: statistics of an hour's series in buckets of equal
/// width (docs/formats/history-roll-up.md).
/// </summary>
public sealed class HourBytes
{
    /// <summary>Name of the series whose buckets are those in which blocks begin; its weight is their number.</summary>
    public const string Blocks = "blocks";

    /// <summary>Most buckets of an hour.</summary>
    public const int MaxBuckets = 60;

    private const byte Version = 1;
    private const int HeaderBytes = 11;
    private const int EntryBytes = 21;

    private readonly SortedDictionary<string, SortedDictionary<int, BucketStatistics>> _series = new(StringComparer.Ordinal);

    /// <summary>Longest block, µs.</summary>
    public long LongestBlockMicros { get; private set; }

    /// <summary>True when some block has no statistics: it was made by a build that had none.</summary>
    public bool LacksStatistics { get; private set; }

    /// <summary>Adds what is known of the blocks.</summary>
    public void AddBlocks(long longestMicros, bool lackStatistics)
    {
        LongestBlockMicros = Math.Max(LongestBlockMicros, longestMicros);
        LacksStatistics |= lackStatistics;
    }

    /// <summary>Adds to a bucket of a series.</summary>
    /// <param name="series">Name, ASCII, at most 255 characters.</param>
    /// <param name="bucket">From 0 to 59.</param>
    /// <param name="statistics">What the bucket holds.</param>
    public void Add(string series, int bucket, in BucketStatistics statistics)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(bucket, MaxBuckets);
        if (!_series.TryGetValue(series, out var buckets)) _series[series] = buckets = [];
        buckets[bucket] = buckets.TryGetValue(bucket, out var known) ? known.With(statistics) : statistics;
    }

    /// <summary>All buckets merged into one.</summary>
    public HourBytes Merged()
    {
        var merged = new HourBytes { LongestBlockMicros = LongestBlockMicros, LacksStatistics = LacksStatistics };
        foreach (var (name, buckets) in _series)
            foreach (var statistics in buckets.Values) merged.Add(name, 0, statistics);
        return merged;
    }

    /// <summary>The bytes.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[HeaderBytes + _series.Sum(s => 2 + s.Key.Length + s.Value.Count * EntryBytes)];
        var rest = bytes.AsSpan();
        rest[0] = Version;
        rest[1] = LacksStatistics ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt64LittleEndian(rest[2..], LongestBlockMicros);
        rest[10] = (byte)_series.Count;
        rest = rest[HeaderBytes..];
        foreach (var (name, buckets) in _series)
        {
            rest[0] = (byte)name.Length;
            Encoding.ASCII.GetBytes(name, rest[1..]);
            rest = rest[(1 + name.Length)..];
            rest[0] = (byte)buckets.Count;
            rest = rest[1..];
            foreach (var (bucket, s) in buckets)
            {
                rest[0] = (byte)bucket;
                BinaryPrimitives.WriteSingleLittleEndian(rest[1..], s.Minimum);
                BinaryPrimitives.WriteSingleLittleEndian(rest[5..], s.Maximum);
                BinaryPrimitives.WriteDoubleLittleEndian(rest[9..], s.Sum);
                BinaryPrimitives.WriteUInt32LittleEndian(rest[17..], (uint)s.Weight);
                rest = rest[EntryBytes..];
            }
        }
        return bytes;
    }

    /// <summary>False for bytes of a newer build.</summary>
    public static bool IsKnown(ReadOnlySpan<byte> bytes) => bytes.Length >= HeaderBytes && bytes[0] == Version;

    /// <summary>Adds an hour to sums.</summary>
    /// <param name="sums">Takes the series it wants.</param>
    /// <param name="bytes">Known ones, as made by <see cref="ToArray"/>.</param>
    /// <param name="hour">Start of the hour, Unix µs.</param>
    /// <param name="width">Width of its buckets, µs.</param>
    /// <param name="presence">Series whose buckets count even without a value.</param>
    /// <returns>Longest block, µs, and whether some block has no statistics.</returns>
    internal static (long LongestMicros, bool LacksStatistics) AddTo(
        HistorySums sums, ReadOnlySpan<byte> bytes, long hour, long width, string presence)
    {
        var (lacks, longest, count) = (bytes[1] != 0, BinaryPrimitives.ReadInt64LittleEndian(bytes[2..]), bytes[10]);
        bytes = bytes[HeaderBytes..];
        for (var s = 0; s < count; s++)
        {
            var name = Encoding.ASCII.GetString(bytes.Slice(1, bytes[0]));
            bytes = bytes[(1 + bytes[0])..];
            var (entries, place) = (bytes[0], sums.PlaceOf(name));
            bytes = bytes[1..];
            for (var i = 0; i < entries && (place >= 0 || name == presence); i++)
            {
                var entry = bytes[(i * EntryBytes)..];
                var bucket = sums.At(hour + entry[0] * width);
                if (place < 0) continue;
                bucket[place] = bucket[place].With(new BucketStatistics(
                    BinaryPrimitives.ReadSingleLittleEndian(entry[1..]), BinaryPrimitives.ReadSingleLittleEndian(entry[5..]),
                    BinaryPrimitives.ReadDoubleLittleEndian(entry[9..]), BinaryPrimitives.ReadUInt32LittleEndian(entry[17..])));
            }
            bytes = bytes[(entries * EntryBytes)..];
        }
        return (longest, lacks);
    }
}
