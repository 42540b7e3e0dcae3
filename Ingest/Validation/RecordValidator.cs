using System.Runtime.InteropServices;
using Maintenance.Core.Channels;
using Maintenance.Core.Telemetry;
using Maintenance.Ingest.Observability;

namespace Maintenance.Ingest.Validation;

/// <summary>Validates the columns of an encoded, valid record in place and writes the quality flags. The checksum is stale afterwards.</summary>
internal static class RecordValidator
{
    // What a sender may say about its own values; other bits have no meaning yet.
    private const ChannelQuality KnownFlags =
        ChannelQuality.SomeMissing | ChannelQuality.OutOfRange | ChannelQuality.NotFinite | ChannelQuality.Uncertain;

    private static readonly float[] Min = [.. StandardChannels.All.Select(c => c.Min)];
    private static readonly float[] Max = [.. StandardChannels.All.Select(c => c.Max)];

    public static void Validate(Span<byte> record, string asset, IngestMetrics metrics)
    {
        var view = TelemetryRecordView.DecodeTrusted(record);
        for (var i = 0; i < view.ChannelCount; i++)
        {
            var id = view.ChannelId(i);
            var (min, max) = id < Min.Length ? (Min[id], Max[id]) : (float.MinValue, float.MaxValue);
            var column = view.Column(i);
            // The view is over our own copy of the record: writing through it is writing into the span this method was given.
            var found = ChannelValidator.Validate(MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(column), column.Length), min, max);
            var sent = view.Quality(i);
            var quality = (sent & KnownFlags) | found;
            if (quality != sent) TelemetryCodecV1.SetQuality(record, i, quality);
            if (found > ChannelQuality.SomeMissing) metrics.Flagged(asset, found);
        }
    }
}
