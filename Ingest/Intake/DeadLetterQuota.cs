namespace Maintenance.Ingest.Intake;

/// <summary>
/// Decides which refusals keep bytes of their own: so many a minute of one source, of one asset and of all together. Those beyond are
/// counted.
/// Bounded whatever strangers send: names share a fixed number of counters, so that two may share a quota, and none grows the table.
/// Threading: any.
/// </summary>
/// <param name="perSource">Dead letters of a source, and of an asset, a minute.</param>
/// <param name="perMinute">Dead letters of all a minute.</param>
/// <param name="bytesPerMinute">Payload bytes of all a minute.</param>
internal sealed class DeadLetterQuota(int perSource, int perMinute, long bytesPerMinute)
{
    private const int Counters = 1 << 12;
    private const long Minute = 60_000_000;

    private readonly Lock _sync = new();
    private readonly (long Minute, int Letters)[] _sources = new (long, int)[Counters];
    private readonly (long Minute, int Letters)[] _assets = new (long, int)[Counters];
    private long _minute;
    private int _letters;
    private long _bytes;

    /// <summary>Takes one letter out of the quotas of this minute; false when one of them is used up.</summary>
    /// <param name="source">Where the payload came from.</param>
    /// <param name="asset">Asset; empty when unknown.</param>
    /// <param name="bytes">Payload bytes to be kept.</param>
    /// <param name="nowUnixMicros">Time of reception, Unix µs UTC.</param>
    public bool TryTake(string source, string asset, int bytes, long nowUnixMicros)
    {
        var minute = nowUnixMicros / Minute;
        lock (_sync)
        {
            if (_minute != minute) (_minute, _letters, _bytes) = (minute, 0, 0);
            ref var ofSource = ref CounterOf(_sources, source, minute);
            ref var ofAsset = ref CounterOf(_assets, asset, minute);
            if (_letters >= perMinute || _bytes + bytes > bytesPerMinute || ofSource.Letters >= perSource
                || (asset.Length > 0 && ofAsset.Letters >= perSource)) return false;
            _letters++;
            _bytes += bytes;
            ofSource.Letters++;
            ofAsset.Letters++;
            return true;
        }
    }

    private static ref (long Minute, int Letters) CounterOf((long Minute, int Letters)[] counters, string name, long minute)
    {
        ref var counter = ref counters[(uint)name.GetHashCode(StringComparison.Ordinal) % Counters];
        if (counter.Minute != minute) counter = (minute, 0);
        return ref counter;
    }
}
