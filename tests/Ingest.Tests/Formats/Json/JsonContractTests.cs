using System.Text;
using System.Text.Json;
using Maintenance.Core.Ports;
using Maintenance.Ingest.Formats.Json;

namespace Maintenance.Ingest.Tests.Formats.Json;

public sealed class JsonContractTests : PayloadDecoderContract
{
    internal override PayloadFormat Format => JsonFormat.Instance;

    internal override IReadOnlyList<(byte[] Payload, string Place)> Malformed =>
    [
        ("""{"asset":"D1","time" 1777896000,"rpm":1}"""u8.ToArray(), "byte 21"),
        ("""{"asset":"D1","time":1777896000,"rpm":NaN}"""u8.ToArray(), "byte 38"),
        ("""{"asset":"D1","time":1777896000,"rpm":1"""u8.ToArray(), "byte 39"),
        ("""["D1"]"""u8.ToArray(), "byte 1"),
    ];

    internal override IReadOnlyList<byte[]> Write(IReadOnlyList<SentReading> readings) =>
        [.. readings.Select(r => Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new Dictionary<string, object?>
    {
        ["asset"] = r.Asset, ["time"] = r.TimeMicros, ["epoch"] = SentReading.Epoch, ["sequence"] = r.Sequence, ["rpm"] = r.RotarySpeed,
        ["wob"] = r.WeightOnBit, [SentReading.OwnChannel] = r.Own,
    })))];
}
