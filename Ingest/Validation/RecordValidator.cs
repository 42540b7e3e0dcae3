using System.Runtime.InteropServices;
using System.Text;
using Maintenance.Core.Channels;
using Maintenance.Core.Telemetry;
using Maintenance.Ingest.Observability;

namespace Maintenance.Ingest.Validation;

/// <summary>
/// Validates a well-formed record and flags the quality of its columns. Allocates nothing for valid records; stateless.
/// </summary>
internal static class RecordValidator
{
    /// <summary>Highest sequence accepted; far beyond any stream, and adding a count to it cannot overflow.</summary>
    public const long MaxSequence = long.MaxValue / 2;

    private const RecordFlags KnownRecordFlags = RecordFlags.Block | RecordFlags.Historical | RecordFlags.HasTimes | RecordFlags.Sequenced;

    // Flags a sender may set on its own values; other bits have no meaning yet.
    private const ChannelQuality KnownFlags =
        ChannelQuality.SomeMissing | ChannelQuality.OutOfRange | ChannelQuality.NotFinite | ChannelQuality.Uncertain
        | ChannelQuality.Remainder;

    private static readonly float[] Min = [.. StandardChannels.All.Select(c => c.Min)];
    private static readonly float[] Max = [.. StandardChannels.All.Select(c => c.Max)];

    /// <summary>True if the record is acceptable as is; otherwise reports why not.</summary>
    public static bool IsSound(in TelemetryRecordView record, in EventTimeWindow window, out DeadLetterReason reason, out string detail) =>
        IsNumberedAndSpaced(in record, out reason, out detail)
        && window.Allows(record.EventTimeUnixMicros, record.TimeOf(record.ReadingCount - 1), out reason, out detail)
        && HasValues(in record, out reason, out detail)
        && KnowsItsChannels(in record, out reason, out detail)
        && HasFiniteWaveforms(in record, out reason, out detail);

    /// <summary>
    /// Validates the columns of an encoded, valid record in place and writes their quality flags. The checksum is stale afterwards.
    /// </summary>
    public static void FlagQuality(Span<byte> record, string asset, IngestMetrics metrics)
    {
        var view = TelemetryRecordView.DecodeTrusted(record);
        for (var i = 0; i < view.ChannelCount; i++)
        {
            var id = view.ChannelId(i);
            var (min, max) = id < Min.Length ? (Min[id], Max[id]) : (float.MinValue, float.MaxValue);
            var column = view.Column(i);
            // The view is over our own copy of the record: writing through it writes into this method's span.
            var found = ChannelValidator.Validate(MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(column), column.Length), min,
                max);
            var sent = view.Quality(i);
            var quality = (sent & KnownFlags) | found;
            if (id != TelemetryCodecV1.NamedChannel) quality &= ~ChannelQuality.Remainder;
            if (quality != sent) TelemetryCodecV1.SetQuality(record, i, quality);
            if (found > ChannelQuality.SomeMissing) metrics.Flagged(asset, found);
        }
    }

    private static bool IsNumberedAndSpaced(in TelemetryRecordView record, out DeadLetterReason reason, out string detail)
    {
        (reason, detail) = (DeadLetterReason.LimitExceeded, string.Empty);
        var count = record.ReadingCount;
        if (record.Sequence > MaxSequence) detail = $"sequence {record.Sequence} is too large";
        else if ((record.Flags & ~KnownRecordFlags) != RecordFlags.None)
            detail = $"flags {(int)record.Flags}, of which only 1, 2, 4 and 8 are known";
        else if (count > 1 && record.IntervalMicros == 0 && (record.Flags & RecordFlags.HasTimes) == RecordFlags.None)
            detail = $"{count} readings with an interval of 0";
        return detail.Length == 0;
    }

    private static bool HasValues(in TelemetryRecordView record, out DeadLetterReason reason, out string detail)
    {
        (reason, detail) = (DeadLetterReason.NoValues, "neither channels nor waveforms");
        return record.ChannelCount > 0 || record.WaveformCount > 0;
    }

    private static bool KnowsItsChannels(in TelemetryRecordView record, out DeadLetterReason reason, out string detail)
    {
        (reason, detail) = (DeadLetterReason.UnknownChannel, string.Empty);
        var seen = 0UL;
        var named = 0;
        for (var i = 0; i < record.ChannelCount; i++)
        {
            var id = record.ChannelId(i);
            if (id == TelemetryCodecV1.NamedChannel) named++;
            else if (id >= StandardChannels.Count) detail = $"channel number {id}, expected 0 to {StandardChannels.Count - 1}";
            else if ((seen & (1UL << id)) != 0) detail = $"channel {StandardChannels.All[id].Name} occurs twice";
            else seen |= 1UL << id;
            if (detail.Length > 0) return false;
        }
        detail = named == 0 ? string.Empty : ExplainNames(in record, named) ?? string.Empty;
        return detail.Length == 0;
    }

    // Equal names are found by their checksums, sorted: a record may name 255 channels.
    private static string? ExplainNames(in TelemetryRecordView record, int named)
    {
        Span<long> names = stackalloc long[named];
        var count = 0;
        var at = 0;
        var all = record.ChannelNamesUtf8;
        for (var i = 0; i < record.ChannelCount; i++)
        {
            if (record.ChannelId(i) != TelemetryCodecV1.NamedChannel) continue;
            var name = all.Slice(at, record.ChannelNameLength(i));
            at += name.Length;
            if (CustomChannelName.Explain(name) is { } bad) return bad;
            if (record.IsRemainder(i))
            {
                if (i == 0 || record.IsRemainder(i - 1) || !name.SequenceEqual(record.ChannelNameUtf8(i - 1)))
                    return $"column {i} is a remainder of channel '{Encoding.UTF8.GetString(name)}', which is not the column before it";
                continue;
            }
            names[count++] = ((long)Crc32C.Compute(name) << 32) | (uint)i;
        }
        names.Sort();
        for (var i = 1; i < count; i++)
        {
            // With equal checksums in a row, each name is compared with all of them.
            for (var j = i - 1; j >= 0 && names[j] >> 32 == names[i] >> 32; j--)
            {
                var name = record.ChannelNameUtf8((int)names[i]);
                if (name.SequenceEqual(record.ChannelNameUtf8((int)names[j])))
                    return $"channel '{Encoding.UTF8.GetString(name)}' occurs twice";
            }
        }
        return null;
    }

    private static bool HasFiniteWaveforms(in TelemetryRecordView record, out DeadLetterReason reason, out string detail)
    {
        (reason, detail) = (DeadLetterReason.NotFinite, string.Empty);
        for (var i = 0; i < record.WaveformCount; i++)
        {
            var waveform = record.Waveform(i);
            if (ChannelValidator.AllFinite(waveform.Samples)) continue;
            detail = $"waveform '{Encoding.ASCII.GetString(waveform.LocationUtf8)}' has samples that are NaN or infinite";
            return false;
        }
        return true;
    }
}
