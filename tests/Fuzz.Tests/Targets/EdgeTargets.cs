using System.Buffers;
using Maintenance.Core.Telemetry;
using Maintenance.Simulator.Edge;

namespace Maintenance.Fuzz.Tests.Targets;

/// <summary>The journal of an edge's outbox.</summary>
internal sealed class OutboxTarget : FolderTarget
{
    private static readonly string[] Assets = ["D1", "D2"];

    private byte[]? _sound;

    public override string Name => "edge-outbox";

    public override IReadOnlyList<Type> Reads => [typeof(OutboxJournal)];

    public override IReadOnlyList<byte[]> Seeds => [_sound ??= WriteJournal()];

    public override bool Refuses(Exception error) => error is InvalidDataException;

    public override byte[] Mutate(byte[] input, Mutator mutator)
    {
        var broken = base.Mutate(input, mutator);
        if (mutator.Next(2) == 0) return broken;
        for (var at = 0; at + 8 <= broken.Length;)
        {
            var length = BitConverter.ToInt32(broken, at);
            if (length < 1 || length > broken.Length - at - 8) break;
            BitConverter.TryWriteBytes(broken.AsSpan(at + 4), Crc32C.Compute(broken.AsSpan(at + 8, length)));
            at += 8 + length;
        }
        return broken;
    }

    protected override string ReadFile(byte[] input)
    {
        Write("outbox-00000001.bin", input);
        using var outbox = Outbox.Open(Assets, Folder, maxBytes: 1 << 20, newEpoch: 3);
        return $"{outbox.Bytes} bytes, epoch {outbox.Epoch}, next {string.Join(' ', outbox.Assets.Select(a => a.Next))}";
    }

    private byte[] WriteJournal()
    {
        using (var outbox = Outbox.Open(Assets, Folder, maxBytes: 1 << 20, newEpoch: 3))
        {
            for (var i = 0; i < 3; i++)
                outbox.Add(i % 2, new TelemetryRecord { Asset = Assets[i % 2], ReadingCount = 2, Columns = [new(0, "", [i, 1])] });
            outbox.Settle(0, 0, 1, rejected: false);
        }
        return File.ReadAllBytes(Path.Combine(Folder, "outbox-00000001.bin"));
    }
}

/// <summary>Acknowledgements.</summary>
internal sealed class AcknowledgementTarget : FuzzTarget
{
    public override string Name => "edge-acknowledgement";

    public override IReadOnlyList<Type> Reads => [typeof(Acknowledgement)];

    public override IReadOnlyList<byte[]> Seeds { get; } =
        [Utf8("""{"epoch":1,"ranges":[[0,9],[20,20]],"rejected":[[10,19,"no_values"]]}"""), Utf8("""{"epoch":1}""")];

    public override IReadOnlyList<string> Words { get; } = ["epoch", "ranges", "rejected", "[0,1]", "[]", "null", "[[1,2,3]]"];

    public override string Read(byte[] input) => Acknowledgement.TryParse(new ReadOnlySequence<byte>(input)) is { } ack
        ? $"{ack.Epoch} {ack.Ranges.Count} {ack.Rejected.Count}" : "none";
}
