using System.Buffers.Binary;
using System.Globalization;
using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Maintenance.Core.Telemetry;
using Maintenance.Store.Log;
using Maintenance.Store.Log.Embedded;
using Maintenance.Tests.Log;
using Microsoft.Extensions.Logging.Abstractions;

namespace Maintenance.Fuzz.Tests.Targets;

/// <summary>
/// A damaged file of the embedded log among sound ones: opening or reading refuses it, or every record that is delivered is one that was
/// appended (with checksums made right, one that decodes).
/// </summary>
internal abstract class EmbeddedLogTarget : FolderTarget
{
    private const string Topic = Topics.Telemetry;

    private readonly List<(string File, byte[] Content)> _sound;

    protected EmbeddedLogTarget()
    {
        WriteLog();
        _sound = [.. Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
            .Where(f => Path.GetFileName(f) != "lock").Select(f => (Path.GetRelativePath(Folder, f), Beginning(File.ReadAllBytes(f))))];
    }

    public override int ShortRun => 40;

    public override long AllocationLimit(int length) => 256L << 20;

    public override IReadOnlyList<byte[]> Seeds => [Sound.Content];

    public override bool Refuses(Exception error) => error is LogException;

    /// <summary>Ending of the path of the file that is broken.</summary>
    protected abstract string Broken { get; }

    private (string File, byte[] Content) Sound => _sound.First(f => f.File.EndsWith(Broken, StringComparison.Ordinal));

    protected override string ReadFile(byte[] input)
    {
        foreach (var (file, content) in _sound)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Folder, file))!);
            File.WriteAllBytes(Path.Combine(Folder, file), file == Sound.File ? input : content);
        }
        var reading = ReadAllAsync();
        return reading.GetAwaiter().GetResult();
    }

    private TelemetryLogOptions Options => new()
    {
        DataDirectory = Folder, Fsync = false, SegmentBytes = 1 << 20, MaxRecordBytes = 64 << 10, MaxBytesInFlight = 2 << 20,
        RetentionCheckInterval = TimeSpan.FromDays(1), Partitions = new(StringComparer.Ordinal) { [Topic] = 1 },
    };

    private async Task<string> ReadAllAsync()
    {
        await using var log = TelemetryLogs.Open(Options, TimeProvider.System, NullLoggerFactory.Instance);
        var (records, bytes, batch) = (0, 0L, new LogBatch());
        await using var reader = log.OpenReader(Topic, 0, log.BeginningOffset(Topic, 0));
        while (reader.Position < log.HighWatermark(Topic, 0))
        {
            batch.Clear();
            if (reader.Read(batch, 1 << 20) == 0) break;
            for (var i = 0; i < batch.Count; i++) (records, bytes) = (records + 1, bytes + batch.Value(i).Length);
        }
        return string.Create(CultureInfo.InvariantCulture, $"{records} records, {bytes} bytes, {log.Lineage(Topic, 0).Spans.Count} spans");
    }

    private void WriteLog()
    {
        var writing = WriteLogAsync();
        writing.GetAwaiter().GetResult();
    }

    private async Task WriteLogAsync()
    {
        for (var opening = 0; opening < 2; opening++)
        {
            await using var log = TelemetryLogs.Open(Options, TimeProvider.System, NullLoggerFactory.Instance);
            var batch = new RecordBatch(Topic);
            for (var i = 0; i < 4; i++) batch.Add($"D{i}", Records.All[i % Records.All.Count]);
            await log.AppendAllAsync(batch, CancellationToken.None);
        }
    }

    // What follows is zero: not yet written.
    private static byte[] Beginning(byte[] file) => file[..(file.AsSpan().LastIndexOfAnyExcept((byte)0) + 1)];
}

/// <summary>A segment; half of the mutations keep the entries' checksums right.</summary>
internal sealed class LogSegmentTarget : EmbeddedLogTarget
{
    private const int First = 64;

    public override string Name => "log-segment";

    public override IReadOnlyList<Type> Reads => [typeof(EntryView)];

    protected override string Broken => ".log";

    public override byte[] Mutate(byte[] input, Mutator mutator)
    {
        var broken = base.Mutate(input, mutator);
        if (mutator.Next(2) == 0) return broken;
        for (var at = First; at + 36 <= broken.Length;)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(broken.AsSpan(at));
            if (length < 32 || length > broken.Length - at - 4) break;
            var frame = broken.AsSpan(at + 4, length);
            BinaryPrimitives.WriteUInt32LittleEndian(frame, Crc32C.Compute(frame[4..]));
            at += 4 + ((length + 3) & ~3);
        }
        return broken;
    }
}

/// <summary>
/// The file of commits; half of the mutations keep the slots' checksums right. FasterLog's own metadata is not broken behind a right
/// checksum:
/// it reads them without checks, which is why the slot has one.
/// </summary>
internal sealed class LogCommitTarget : EmbeddedLogTarget
{
    private const int Slot = 4096;

    public override string Name => "log-commit";

    public override IReadOnlyList<Type> Reads => [typeof(CommitFile)];

    protected override string Broken => "commit";

    public override byte[] Mutate(byte[] input, Mutator mutator)
    {
        var broken = base.Mutate(input, mutator);
        if (mutator.Next(2) == 0) return broken;
        for (var at = 0; at + 32 <= broken.Length; at += Slot)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(broken.AsSpan(at + 24));
            if (length < 0 || length > Math.Min(Slot, broken.Length - at) - 32) continue;
            var sound = Seeds[0].AsSpan();
            if (sound.Length < at + 32 || !sound[(at + 32)..].StartsWith(broken.AsSpan(at + 32, length))) continue;
            BinaryPrimitives.WriteUInt32LittleEndian(broken.AsSpan(at + 4), Crc32C.Compute(broken.AsSpan(at + 8, 24 + length)));
        }
        return broken;
    }
}

/// <summary>The lineage.</summary>
internal sealed class LogLineageTarget : EmbeddedLogTarget
{
    public override string Name => "log-lineage";

    public override IReadOnlyList<Type> Reads => [typeof(LogLineage), typeof(PartitionLineage)];

    public override IReadOnlyList<string> Words { get; } = ["@", "@0", ",", "a@1,b@2", "a@9223372036854775807"];

    protected override string Broken => "lineage";
}

/// <summary>The topic's descriptor.</summary>
internal sealed class LogTopicTarget : EmbeddedLogTarget
{
    public override string Name => "log-topic";

    public override IReadOnlyList<Type> Reads => [typeof(TopicDescriptor)];

    public override IReadOnlyList<string> Words { get; } = ["format", "partitions", "segmentBytes", "1048576", "1", "null"];

    protected override string Broken => "topic.json";
}
