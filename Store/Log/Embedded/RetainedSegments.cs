using System.Buffers.Binary;
using Microsoft.Extensions.Logging;

namespace Maintenance.Store.Log.Embedded;

/// <summary>
/// The retained files of a partition. Whole files are removed, oldest first, never the one being written.
/// <para>Failure: a file that cannot be deleted is logged and retried at the next opening; if the beginning never gets into a
/// commit, the files present determine it.</para>
/// <para>Threading: <see cref="Apply"/> by one caller at a time, <see cref="Beginning"/> by any.</para>
/// </summary>
internal sealed class RetainedSegments(PartitionSettings settings, EntryLog log, ILogger logger)
{
    private long _beginning = PartitionSettings.FirstOffset;
    private (long Segment, long Timestamp) _firstTimestamp = (-1, 0);

    /// <summary>First retained offset.</summary>
    public long Beginning => Volatile.Read(ref _beginning);

    /// <summary>Finds the beginning of a recovered log, and checks that every file from there on exists.</summary>
    /// <param name="durable">Its end.</param>
    public void Recover(long durable)
    {
        var segments = settings.ListSegments();
        var begin = Math.Max(log.Beginning, segments.Length == 0 ? 0 : segments[0] * settings.SegmentBytes);
        foreach (var segment in segments.TakeWhile(s => (s + 1) * settings.SegmentBytes <= begin)) Delete(segment);
        var last = (durable - 1) / settings.SegmentBytes;
        for (var segment = begin / settings.SegmentBytes; segment <= last && durable > begin; segment++) settings.RequireSegment(segment);
        _beginning = begin;
        log.TruncateUntil(begin);
    }

    /// <summary>Removes files beyond the limits.</summary>
    /// <param name="durable">End of the log.</param>
    /// <param name="retentionBytes">Minimum bytes to keep.</param>
    /// <param name="cutoffUnixMicros">A file is deleted if every record in it was appended before this.</param>
    public void Apply(long durable, long retentionBytes, long cutoffUnixMicros)
    {
        var first = Beginning / settings.SegmentBytes;
        var last = durable / settings.SegmentBytes;
        var keep = first;
        while (keep < last && durable - (keep + 1) * settings.SegmentBytes >= retentionBytes) keep++;
        while (keep < last && FirstTimestamp(keep + 1, durable) < cutoffUnixMicros) keep++;
        if (keep == first) return;
        var begin = keep * settings.SegmentBytes;
        Volatile.Write(ref _beginning, begin); // readers first, so that one that misses a file knows why
        log.TruncateUntil(begin);              // into the next commit; if that never comes, the files present determine it (Recover)
        for (var segment = first; segment < keep; segment++) Delete(segment);
        EmbeddedLogMessages.Retained(logger, settings.Name, keep - first, begin);
    }

    private void Delete(long segment)
    {
        try
        {
            File.Delete(settings.SegmentPath(segment));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            EmbeddedLogMessages.NotDeleted(logger, settings.SegmentPath(segment), error);
        }
    }

    // Timestamps ascend, so the first entry of a file is not older than anything before the file.
    private long FirstTimestamp(long segment, long durable)
    {
        if (segment * settings.SegmentBytes >= durable) return long.MaxValue;
        if (_firstTimestamp.Segment == segment) return _firstTimestamp.Timestamp;
        Span<byte> header = stackalloc byte[EntryFrame.EngineHeaderBytes + EntryFrame.HeaderBytes];
        using var file = File.OpenHandle(settings.SegmentPath(segment), FileMode.Open, FileAccess.Read, FileShare.ReadWrite
            | FileShare.Delete);
        if (SegmentRead.Fill(file, header, 0) < header.Length || BinaryPrimitives.ReadInt32LittleEndian(header) < EntryFrame.HeaderBytes)
            throw settings.Damaged($"no entry at offset {segment * settings.SegmentBytes}, where a file begins");
        _firstTimestamp = (segment, new EntryView(header[EntryFrame.EngineHeaderBytes..]).TimestampUnixMicros);
        return _firstTimestamp.Timestamp;
    }
}
