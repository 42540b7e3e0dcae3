using System.Buffers.Binary;

namespace Maintenance.Store.Log.Embedded;

/// <content>Retention: whole files, oldest first, never the one being written.</content>
internal sealed partial class LogPartition
{
    private (long Segment, long Timestamp) _firstTimestamp = (-1, 0);

    /// <summary>Removes files beyond the limits. One caller at a time.</summary>
    /// <param name="retentionBytes">Bytes to keep at least.</param>
    /// <param name="cutoffUnixMicros">A file goes when every record in it was appended before this.</param>
    public void ApplyRetention(long retentionBytes, long cutoffUnixMicros)
    {
        var durable = DurableUntil;
        var first = BeginningOffset / _settings.SegmentBytes;
        var last = durable / _settings.SegmentBytes;
        var keep = first;
        while (keep < last && durable - (keep + 1) * _settings.SegmentBytes >= retentionBytes) keep++;
        while (keep < last && FirstTimestamp(keep + 1, durable) < cutoffUnixMicros) keep++;
        if (keep == first) return;
        var begin = keep * _settings.SegmentBytes;
        Volatile.Write(ref _begin, begin); // readers first, so that one that misses a file knows why
        _log.TruncateUntil(begin);         // into the next commit; if that never comes, the files present tell (RecoverBeginning)
        for (var segment = first; segment < keep; segment++) Delete(segment);
        LogMessages.Retained(_logger, _settings.Name, keep - first, begin);
    }

    private void Delete(long segment)
    {
        try
        {
            File.Delete(_settings.SegmentPath(segment));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            LogMessages.NotDeleted(_logger, _settings.SegmentPath(segment), error); // tried again at the next start
        }
    }

    // Timestamps ascend, so the first entry of a file is not older than anything before the file.
    private long FirstTimestamp(long segment, long durable)
    {
        if (segment * _settings.SegmentBytes >= durable) return long.MaxValue;
        if (_firstTimestamp.Segment == segment) return _firstTimestamp.Timestamp;
        Span<byte> header = stackalloc byte[EntryFrame.EngineHeaderBytes + EntryFrame.HeaderBytes];
        using var file = File.OpenHandle(_settings.SegmentPath(segment), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (SegmentRead.Fill(file, header, 0) < header.Length || BinaryPrimitives.ReadInt32LittleEndian(header) < EntryFrame.HeaderBytes)
            throw Damaged($"there is no entry at offset {segment * _settings.SegmentBytes}, where a file begins");
        _firstTimestamp = (segment, new EntryView(header[EntryFrame.EngineHeaderBytes..]).TimestampUnixMicros);
        return _firstTimestamp.Timestamp;
    }

    private void RequireSegment(long segment)
    {
        if (!File.Exists(_settings.SegmentPath(segment))) throw Damaged($"the file {_settings.SegmentPath(segment)} is missing");
    }

    private void RecoverBeginning()
    {
        var committed = Math.Max(_log.BeginAddress, PartitionSettings.FirstOffset);
        var segments = _settings.ListSegments();
        var begin = Math.Max(committed, segments.Length == 0 ? 0 : segments[0] * _settings.SegmentBytes);
        foreach (var segment in segments.TakeWhile(s => (s + 1) * _settings.SegmentBytes <= begin)) Delete(segment);
        var last = (_durable - 1) / _settings.SegmentBytes;
        for (var segment = begin / _settings.SegmentBytes; segment <= last && _durable > begin; segment++) RequireSegment(segment);
        _begin = begin;
        _log.TruncateUntil(begin);
    }
}
