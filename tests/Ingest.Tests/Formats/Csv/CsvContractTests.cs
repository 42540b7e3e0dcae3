using System.Text;
using Maintenance.Core.Ports;
using Maintenance.Ingest.Formats.Csv;

namespace Maintenance.Ingest.Tests.Formats.Csv;

public sealed class CsvContractTests : PayloadDecoderContract
{
    internal override PayloadFormat Format => CsvFormat.Instance;

    // A last row without its line end is whole, and so is a number without its last digits.
    internal override bool TellsEveryCut => false;

    internal override IReadOnlyList<(byte[] Payload, string Place)> Malformed =>
    [
        ("asset,time,rpm\nD1,1777896000,\"1"u8.ToArray(), "line 2"),
        ("asset,time,rpm\n\nD1,1777896000"u8.ToArray(), "line 3"),
        ("asset,time,\nD1,1777896000,1"u8.ToArray(), "column 3"),
    ];

    internal override IReadOnlyList<byte[]> Write(IReadOnlyList<SentReading> readings) =>
    [
        Encoding.UTF8.GetBytes($"asset,time,epoch,sequence,rpm,wob,{SentReading.OwnChannel}\n"),
        .. readings.Select(r =>
            Encoding.UTF8.GetBytes($"{r.Asset},{r.TimeMicros},{SentReading.Epoch},{r.Sequence},{r.RotarySpeed:R},{r.WeightOnBit:R},{r.Own:R}\n")),
    ];
}
