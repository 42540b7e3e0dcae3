using Maintenance.Core.Channels;
using Maintenance.Core.Ports;
using Maintenance.Core.Telemetry;
using Maintenance.Ingest.Formats.TelemetryV1;

namespace Maintenance.Ingest.Tests.Formats.TelemetryV1;

public sealed class TelemetryV1ContractTests : PayloadDecoderContract
{
    internal override PayloadFormat Format => TelemetryV1Format.Instance;

    internal override IReadOnlyList<(byte[] Payload, string Place)> Malformed
    {
        get
        {
            var whole = Write([new SentReading("D1", IngestHarness.NowMicros, 0, 1, 2, 3)])[0];
            byte[] damaged = [.. whole[..^1], (byte)~whole[^1]];
            return [("no record"u8.ToArray(), "byte 0"), (damaged, "byte 0"), (whole[..^1], "byte 0")];
        }
    }

    internal override IReadOnlyList<byte[]> Write(IReadOnlyList<SentReading> readings) =>
        [.. readings.Select(r => TelemetryCodecV1.Encode(new TelemetryRecord
    {
        Asset = r.Asset, ReadingCount = 1, Flags = RecordFlags.Sequenced, Epoch = SentReading.Epoch, Sequence = r.Sequence,
        EventTimeUnixMicros = r.TimeMicros,
        Columns =
        [
            new(StandardChannels.RotarySpeed, "", [r.RotarySpeed ?? float.NaN]),
            new(StandardChannels.WeightOnBit, "", [r.WeightOnBit ?? float.NaN]),
            new(TelemetryCodecV1.NamedChannel, SentReading.OwnChannel, [r.Own ?? float.NaN]),
        ],
    }))];
}
