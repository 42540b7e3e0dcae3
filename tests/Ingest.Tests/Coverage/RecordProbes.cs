using System.Buffers.Binary;
using Maintenance.Core.Channels;
using Maintenance.Core.Telemetry;
using Maintenance.Ingest.Formats.TelemetryV1;

namespace Maintenance.Ingest.Tests.Coverage;

/// <summary>Fields of a record of codec V1, changed in its bytes.</summary>
internal static class RecordProbes
{
    // docs/formats/telemetry-v1.md
    private const int Flags = 5, Readings = 8, Waveforms = 12, Epoch = 16, Sequence = 24, EventTime = 32, Received = 40;
    private const int Interval = 48, Bytes = 52;
    private const int ChannelTable = 56 + 4;

    public static ProbeSet All()
    {
        var probes = new List<Probe>
        {
            Field("magic", b => b[0]++),
            Field("version", b => b[4]++),
            Field("flag 1, block", b => b[Flags] ^= 1),
            Field("flag 2, historical", b => b[Flags] ^= 2),
            Field("flag 4, own times, which are not there", b => b[Flags] ^= 4),
            Field("flag 8, numbered", b => b[Flags] ^= 8),
        };
        foreach (var bit in new[] { 16, 32, 64, 128 }) probes.Add(Field($"flag {bit}", b => b[Flags] ^= (byte)bit));
        probes.AddRange(
        [
            Field("length of the asset id", b => b[6]++),
            Field("channels", b => b[7]++),
            Field("readings", b => b[Readings]--),
            Field("no readings", b => b[Readings] = 0),
            Field("waveforms", b => b[Waveforms]++),
            Field("epoch", b => b[Epoch]++),
            Field("epoch, negative", b => b[Epoch + 7] = 0x80),
            Field("sequence", b => b[Sequence]++),
            Field("sequence, negative", b => b[Sequence + 7] = 0x80),
            Field("event time", b => BinaryPrimitives.WriteInt64LittleEndian(b.AsSpan(EventTime), IngestHarness.NowMicros - 5)),
            Field("reception time", b => b[Received]++, "Ingest writes its own"),
            Field("interval", b => b[Interval]++),
            Field("bytes", b => b[Bytes]++),
            Field("asset id", b => b[57]++),
            Field("padding of the asset id", b => b[59] = 1, "no content"),
        ]);
        for (var id = 0; id <= StandardChannels.Count; id++)
        {
            var number = id;
            if (id != StandardChannels.Torque)
                probes.Add(Field($"channel number {id}{(id < StandardChannels.Count ? $", `{StandardChannels.All[id].Name}`" : "")}",
                    b => BinaryPrimitives.WriteUInt16LittleEndian(b.AsSpan(ChannelTable), (ushort)number)));
        }
        foreach (var bit in new[] { 1, 2, 4, 8 }) probes.Add(Field($"quality {bit}", b => b[ChannelTable + 2] ^= (byte)bit));
        probes.Add(Field("quality 16 of a standard channel", b => b[ChannelTable + 2] ^= 16,
            "it is cleared: only named channels have remainders"));
        foreach (var bit in new[] { 32, 64, 128 })
            probes.Add(Field($"quality {bit}", b => b[ChannelTable + 2] ^= (byte)bit, "it is cleared: not assigned"));
        probes.Add(Field("quality 16 of a named channel without one before it", b => b[ChannelTable + 6] ^= 16));
        probes.Add(Field("length of a name", b => b[ChannelTable + 7]++));
        probes.Add(Field("name", b => b[ChannelTable + 8]++));
        probes.Add(Field("padding of the names", b => b[ChannelTable + 11] = 1, "no content"));
        probes.Add(Field("a value", b => b[ChannelTable + 14]++));
        probes.Add(Field("a value: NaN", b => BinaryPrimitives.WriteSingleLittleEndian(b.AsSpan(ChannelTable + 12), float.NaN)));
        probes.Add(Field("a value beyond the channel's range",
            b => BinaryPrimitives.WriteSingleLittleEndian(b.AsSpan(ChannelTable + 12), 1e9f)));
        probes.Add(new Probe("checksum", () => SendAsync(b => b[^1]++, seal: false)));
        probes.Add(new Probe("bytes behind the last record", () => SendAsync([.. Plain(), 0])));
        return new ProbeSet("Codec V1", () => SendAsync(Plain()), probes);
    }

    private static Probe Field(string name, Action<byte[]> change, string? harmless = null) =>
        new(name, () => SendAsync(change, seal: true), harmless);

    private static byte[] Plain() => TelemetryCodecV1.Encode(new TelemetryRecord
    {
        Asset = "D1",
        ReadingCount = 2,
        Flags = RecordFlags.Sequenced,
        EventTimeUnixMicros = IngestHarness.NowMicros - 1_000_000,
        IntervalMicros = 1000,
        Columns = [new(StandardChannels.Torque, string.Empty, [0.5f, 0.75f]), new(TelemetryCodecV1.NamedChannel, "own", [1, 2])],
    });

    private static Task<Sent> SendAsync(Action<byte[]> change, bool seal)
    {
        var bytes = Plain();
        change(bytes);
        if (seal) TelemetryCodecV1.Seal(bytes);
        return SendAsync(bytes);
    }

    private static async Task<Sent> SendAsync(byte[] payload)
    {
        using var harness = new IngestHarness();
        await harness.AcceptAsync(TelemetryV1Format.Instance, payload);
        return Sent.In(harness.Log);
    }
}
