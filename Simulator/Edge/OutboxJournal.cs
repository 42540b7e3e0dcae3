using System.Buffers.Binary;
using System.Text;
using Maintenance.Core.Telemetry;

namespace Maintenance.Simulator.Edge;

/// <summary>
/// Append-only files of the outbox: frames of length, CRC-32C and content. A frame is a record, the settlement of one, or a snapshot of
/// all streams' counters. Each segment begins with a snapshot, so that settled segments can be deleted, oldest first.
/// <para>Failure strategy: each frame is written to the operating system immediately, so kill -9 loses nothing; a power failure may lose
/// the last seconds (no fsync: this is only a simulator). A torn last frame is truncated when the journal is opened; damage anywhere else
/// is an error, because ignoring it would look like completeness. A lock file keeps a second process out.</para>
/// <para>Threading: one owner.</para>
/// </summary>
internal sealed class OutboxJournal : IDisposable
{
    private const int FrameHeader = 8;
    private const int MaxFrameBytes = TelemetryCodecV1.MaxRecordBytes + 64;

    private readonly string _directory;
    private readonly long _segmentBytes;
    private readonly FileStream _lock;
    private readonly SortedDictionary<int, int> _unsettled = [];
    private FileStream? _segment;
    private int _number;

    public OutboxJournal(string directory, long segmentBytes)
    {
        _directory = Directory.CreateDirectory(directory).FullName;
        _segmentBytes = segmentBytes;
        try
        {
            _lock = new FileStream(Path.Combine(_directory, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error)
        {
            throw new IOException($"The outbox '{_directory}' is in use by another simulator; give this one its own "
                + "Simulator:OutboxDirectory.", error);
        }
    }

    public enum Frame : byte
    {
        Account = 1,
        Record = 2,
        Settled = 3,
    }

    /// <summary>Number of the current segment.</summary>
    public int Segment => _number;

    /// <summary>True if the next frame should begin a new segment.</summary>
    public bool IsSegmentFull => _segment is null || _segment.Length >= _segmentBytes;

    /// <summary>Calls back for every whole frame, oldest first, with its segment.</summary>
    /// <exception cref="InvalidDataException">A frame other than the last one of the last segment is damaged.</exception>
    public void Replay(Action<Frame, byte[], int> onFrame)
    {
        var files = Directory.GetFiles(_directory, "outbox-*.bin").Order(StringComparer.Ordinal).ToArray();
        for (var i = 0; i < files.Length; i++)
        {
            _number = int.Parse(Path.GetFileNameWithoutExtension(files[i]).AsSpan("outbox-".Length),
                System.Globalization.CultureInfo.InvariantCulture);
            _unsettled.TryAdd(_number, 0);
            using var stream = new FileStream(files[i], FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            while (ReadFrame(stream, isLast: i == files.Length - 1) is { } frame) onFrame((Frame)frame[0], frame, _number);
        }
    }

    /// <summary>Begins a segment with a snapshot of all streams' counters.</summary>
    public void Begin(ReadOnlySpan<byte> account)
    {
        _segment?.Dispose();
        _number++;
        _unsettled.Add(_number, 0);
        _segment = new FileStream(Path.Combine(_directory, $"outbox-{_number:00000000}.bin"), FileMode.CreateNew, FileAccess.Write,
            FileShare.Read, bufferSize: 0);
        Append(Frame.Account, account);
    }

    public void Append(Frame kind, ReadOnlySpan<byte> content)
    {
        var frame = new byte[FrameHeader + 1 + content.Length];
        BinaryPrimitives.WriteInt32LittleEndian(frame, 1 + content.Length);
        frame[FrameHeader] = (byte)kind;
        content.CopyTo(frame.AsSpan(FrameHeader + 1));
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(4), Crc32C.Compute(frame.AsSpan(FrameHeader)));
        _segment!.Write(frame);
    }

    /// <summary>Appends a settlement.</summary>
    public void AppendSettled(string asset, long first, long last, bool rejected)
    {
        Span<byte> content = stackalloc byte[18 + 64];
        BinaryPrimitives.WriteInt64LittleEndian(content, first);
        BinaryPrimitives.WriteInt64LittleEndian(content[8..], last);
        content[16] = rejected ? (byte)1 : (byte)0;
        var length = Encoding.ASCII.GetBytes(asset, content[17..]);
        Append(Frame.Settled, content[..(17 + length)]);
    }

    /// <summary>Parses a <see cref="Frame.Settled"/> frame.</summary>
    /// <exception cref="InvalidDataException">It is too short.</exception>
    public static (string Asset, long First, long Last, bool Rejected) ReadSettled(ReadOnlySpan<byte> frame) =>
        frame.Length < 18 ? throw new InvalidDataException($"The outbox has a settlement of {frame.Length} bytes, of at least 18: "
            + "delete the folder to discard its unacknowledged records.") : (
        Encoding.ASCII.GetString(frame[18..]), BinaryPrimitives.ReadInt64LittleEndian(frame[1..]),
        BinaryPrimitives.ReadInt64LittleEndian(frame[9..]), frame[17] != 0);

    public void CountUnsettled(int segment, int change)
    {
        _unsettled[segment] += change;
        while (_unsettled.First() is { Value: 0 } oldest && oldest.Key < _number)
        {
            _unsettled.Remove(oldest.Key);
            File.Delete(Path.Combine(_directory, $"outbox-{oldest.Key:00000000}.bin"));
        }
    }

    public void Dispose()
    {
        _segment?.Dispose();
        _lock.Dispose();
    }

    private static byte[]? ReadFrame(FileStream stream, bool isLast)
    {
        var start = stream.Position;
        Span<byte> header = stackalloc byte[FrameHeader];
        var read = stream.ReadAtLeast(header, FrameHeader, throwOnEndOfStream: false);
        if (read == 0) return null;
        if (read == FrameHeader)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(header);
            if (length is > 0 and <= MaxFrameBytes && stream.Length - stream.Position >= length)
            {
                var frame = new byte[length];
                stream.ReadExactly(frame);
                if (Crc32C.Compute(frame) == BinaryPrimitives.ReadUInt32LittleEndian(header[4..])) return frame;
                // A torn write cannot be followed by more frames.
                if (stream.Position < stream.Length) isLast = false;
            }
        }
        if (!isLast) throw new InvalidDataException($"Outbox file '{stream.Name}' is damaged at byte {start}: delete the folder to "
            + "discard its unacknowledged records.");
        stream.SetLength(start);
        return null;
    }
}
