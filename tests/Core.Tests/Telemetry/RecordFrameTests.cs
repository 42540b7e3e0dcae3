using Maintenance.Core.Telemetry;

namespace Maintenance.Core.Tests.Telemetry;

public sealed class RecordFrameTests
{
    private static byte[] Record(string asset = "D1", long sequence = 4, long time = 1000) => TelemetryCodecV1.Encode(new TelemetryRecord
    {
        Asset = asset,
        ReadingCount = 2,
        Flags = RecordFlags.Sequenced,
        Epoch = 3,
        Sequence = sequence,
        EventTimeUnixMicros = time,
        IntervalMicros = 10,
        Columns = [new TelemetryColumn(1, "", [1, 2])],
    });

    [Fact]
    public void Frame_of_the_first_of_several_records_ends_where_the_next_begins()
    {
        var record = Record();

        RecordFrame.Read([.. record, .. Record()]).ShouldBe(new RecordFrame(DecodeStatus.Ok, TelemetryCodecV1.Version, record.Length));
    }

    [Fact]
    public void Any_cut_is_truncated_and_says_the_stated_length_once_the_header_is_there()
    {
        var record = Record();
        for (var length = 1; length < record.Length; length++)
        {
            var frame = RecordFrame.Read(record.AsSpan(0, length));
            frame.Status.ShouldBe(DecodeStatus.Truncated, $"{length} bytes");
            frame.Bytes.ShouldBe(length < TelemetryCodecV1.MinRecordBytes ? 0 : record.Length);
        }
    }

    [Fact]
    public void Other_bytes_versions_and_lengths_are_told_apart()
    {
        var other = Record();
        other[0]++;
        var version = Record();
        version[4] = 9; // docs/formats/telemetry-v1.md
        var length = Record();
        length[55] = 0x7F;

        RecordFrame.Read(other).Status.ShouldBe(DecodeStatus.NotARecord);
        RecordFrame.Read("M?"u8).Status.ShouldBe(DecodeStatus.NotARecord);
        RecordFrame.Read(version).ShouldBe(new RecordFrame(DecodeStatus.UnknownVersion, 9, 0));
        RecordFrame.Read(length).Status.ShouldBe(DecodeStatus.Inconsistent);
    }

    [Fact]
    public void A_record_that_is_readdressed_is_the_one_encoded_so()
    {
        var record = Record();

        TelemetryCodecV1.Readdress(record, "D2"u8, sequence: 70, eventTimeUnixMicros: 9000);
        TelemetryCodecV1.AddFlags(record, RecordFlags.Historical);
        TelemetryCodecV1.Seal(record);

        TelemetryRecordView.TryDecode(record, out var view).ShouldBe(DecodeStatus.Ok);
        view.Flags.ShouldBe(RecordFlags.Sequenced | RecordFlags.Historical);
        var identity = RecordIdentity.Of(record);
        (identity.Epoch, identity.First, identity.EventTimeUnixMicros, identity.Readings).ShouldBe((3, 70, 9000, 2));
        TelemetryCodecV1.AssetOf(record).ToArray().ShouldBe("D2"u8.ToArray());
        Should.Throw<ArgumentException>(() => TelemetryCodecV1.Readdress(record, "D10"u8, 0, 0));
    }
}
