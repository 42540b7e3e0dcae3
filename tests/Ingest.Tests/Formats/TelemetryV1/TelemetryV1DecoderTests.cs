using System.Buffers.Binary;
using Maintenance.Core.Channels;
using Maintenance.Core.Telemetry;
using Maintenance.Ingest.Formats.TelemetryV1;
using Maintenance.Ingest.Intake;

namespace Maintenance.Ingest.Tests.Formats.TelemetryV1;

public sealed class TelemetryV1DecoderTests : IDisposable
{
    private readonly IngestHarness _harness = new();

    public void Dispose() => _harness.Dispose();

    private static TelemetryRecord Record(string asset = "D1", long sequence = 0, int readings = 4, float value = 100) => new()
    {
        Asset = asset,
        ReadingCount = readings,
        Flags = RecordFlags.Block | RecordFlags.Sequenced,
        Epoch = 5,
        Sequence = sequence,
        EventTimeUnixMicros = IngestHarness.NowMicros - 1_000_000,
        IntervalMicros = 1000,
        Columns =
        [
            new(StandardChannels.RotarySpeed, string.Empty, [.. Enumerable.Repeat(value, readings)]),
            new(TelemetryCodecV1.NamedChannel, "own", [.. Enumerable.Repeat(1f, readings)], ChannelQuality.Uncertain),
        ],
    };

    [Fact]
    public async Task Concatenated_records_are_stamped_and_stored_as_sent()
    {
        byte[] payload = [.. TelemetryCodecV1.Encode(Record()), .. TelemetryCodecV1.Encode(Record(sequence: 4)),
            .. TelemetryCodecV1.Encode(Record("D2", 9))];

        var result = await _harness.AcceptAsync(TelemetryV1Format.Instance, payload);

        result.Accepted.ShouldBe(12);
        result.Ranges.ShouldBe([new("D1", 5, 0, 7), new("D2", 5, 9, 12)]);
        _harness.Log.Records.Count.ShouldBe(3);
        _harness.Log.Records.ShouldAllBe(r => r.Received == IngestHarness.NowMicros);
        _harness.Log.Records[0].Channels["own"].Quality.ShouldBe(ChannelQuality.Uncertain);
        _harness.Log.Records[0].Channels["rotary_speed"].Quality.ShouldBe(ChannelQuality.Good);
    }

    [Fact]
    public async Task Missing_infinite_and_impossible_values_are_flagged_and_stored_as_missing()
    {
        var record = Record(readings: 40);
        record.Columns[0].Values[3] = float.NaN;
        record.Columns[0].Values[17] = float.PositiveInfinity;
        record.Columns[0].Values[39] = 2001;
        record.Columns[1].Values[20] = float.NegativeInfinity;

        await _harness.AcceptAsync(TelemetryV1Format.Instance, TelemetryCodecV1.Encode(record));

        var stored = _harness.Log.Records.ShouldHaveSingleItem();
        stored.Channels["rotary_speed"].Quality.ShouldBe(ChannelQuality.SomeMissing | ChannelQuality.NotFinite | ChannelQuality.OutOfRange);
        stored["rotary_speed"].Index().Where(v => float.IsNaN(v.Item)).Select(v => v.Index).ShouldBe([3, 17, 39]);
        stored.Channels["own"].Quality.ShouldBe(ChannelQuality.Uncertain | ChannelQuality.NotFinite);
        float.IsNaN(stored["own"][20]).ShouldBeTrue();
    }

    [Fact]
    public async Task Any_cut_is_truncated_and_the_records_before_it_are_taken()
    {
        var first = TelemetryCodecV1.Encode(Record());
        byte[] payload = [.. first, .. TelemetryCodecV1.Encode(Record(sequence: 4))];
        for (var length = first.Length + 1; length < payload.Length; length++)
        {
            var result = await _harness.AcceptAsync(TelemetryV1Format.Instance, payload.AsMemory(0, length));
            result.Accepted.ShouldBe(4);
            result.Rejections.ShouldHaveSingleItem().Reason.ShouldBe(DeadLetterReason.Truncated);
        }
    }

    [Fact]
    public async Task Any_flipped_bit_is_refused_and_the_record_behind_it_is_taken_where_its_start_is_known()
    {
        var first = TelemetryCodecV1.Encode(Record());
        byte[] payload = [.. first, .. TelemetryCodecV1.Encode(Record("D2"))];
        for (var bit = 0; bit < 8 * first.Length; bit++)
        {
            var flipped = (byte[])payload.Clone();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            var result = await _harness.AcceptAsync(TelemetryV1Format.Instance, flipped);
            result.Ranges.ShouldNotContain(r => r.Asset == "D1", $"bit {bit}");
            result.Rejected.ShouldBeGreaterThan(0, $"bit {bit}");
            if (bit / 8 is >= 5 and < 52 or >= 56) result.Accepted.ShouldBe(4, $"bit {bit}");
        }
    }

    [Fact]
    public async Task Random_bytes_never_throw()
    {
        var random = new Random(99);
        for (var i = 0; i < 5000; i++)
        {
            var bytes = new byte[random.Next(1, 300)];
            random.NextBytes(bytes);
            if (i % 2 == 0 && bytes.Length > 60)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(bytes, TelemetryCodecV1.Magic);
                bytes[4] = 1;
                BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(52), bytes.Length);
                TelemetryCodecV1.Seal(bytes);
            }
            var result = await _harness.AcceptAsync(TelemetryV1Format.Instance, bytes);
            result.Rejections.Count.ShouldBe(1);
            result.Accepted.ShouldBe(0);
        }
    }

    [Fact]
    public async Task Faults_of_meaning_are_refused_with_their_numbering()
    {
        var unknown = Record("GHOST");
        var ahead = Record(sequence: 10);
        ahead.EventTimeUnixMicros += 3_600_000_000;
        var twice = Record(sequence: 20);
        twice.Columns.Add(twice.Columns[0]);
        var alien = Record(sequence: 30);
        alien.Columns.Add(new(200, string.Empty, new float[4]));
        var waveform = Record(sequence: 40);
        waveform.Waveforms.Add(new("bit", 1000, IngestHarness.NowMicros, [1, float.NaN]));
        var noInterval = Record(sequence: 50);
        noInterval.IntervalMicros = 0;
        byte[] payload = [.. new[] { unknown, ahead, twice, alien, waveform, noInterval, Record(sequence: 60) }.SelectMany(
            TelemetryCodecV1.Encode)];

        var result = await _harness.AcceptAsync(TelemetryV1Format.Instance, payload);

        result.Ranges.ShouldBe(
        [
            new("GHOST", 5, 0, 3, DeadLetterReason.UnknownAsset), new("D1", 5, 10, 13, DeadLetterReason.TimeAhead),
            new("D1", 5, 20, 23, DeadLetterReason.UnknownChannel),
            new("D1", 5, 30, 33, DeadLetterReason.UnknownChannel), new("D1", 5, 40, 43, DeadLetterReason.NotFinite),
            new("D1", 5, 50, 53, DeadLetterReason.LimitExceeded),
            new("D1", 5, 60, 63),
        ]);
        _harness.Log.Letters.Sum(l => l.Readings).ShouldBe(24);
        _harness.Log.Records.ShouldHaveSingleItem().Sequence.ShouldBe(60);
    }

    [Theory]
    [InlineData("own", "channel 'own' occurs twice")]
    [InlineData("rpm", "a channel named 'rpm' is standard channel 7, rotary_speed")]
    [InlineData("Weight_On_Bit", "is standard channel 9, weight_on_bit")]
    [InlineData("a\tb", "control character U+0009")]
    public async Task A_record_with_a_channel_twice_or_a_name_that_means_another_is_refused(string name, string detail)
    {
        var record = Record();
        for (var i = 0; i < 200; i++) record.Columns.Add(new(TelemetryCodecV1.NamedChannel, $"c{i}", new float[4]));
        record.Columns.Add(new(TelemetryCodecV1.NamedChannel, name, new float[4]));

        var result = await _harness.AcceptAsync(TelemetryV1Format.Instance, TelemetryCodecV1.Encode(record));

        (result.Accepted, result.Rejected).ShouldBe((0, 4));
        result.Rejections.ShouldHaveSingleItem().Detail.ShouldContain(detail);
    }

    [Fact]
    public async Task A_remainder_follows_its_channel_or_is_refused()
    {
        var good = Record();
        good.Columns.Add(new(TelemetryCodecV1.NamedChannel, "own", new float[4], ChannelQuality.Remainder));
        var (first, twice, alien) = (Record(), Record(), Record());
        first.Columns.Insert(0, good.Columns[^1]);
        twice.Columns.AddRange([good.Columns[^1], good.Columns[^1]]);
        alien.Columns.Add(new(TelemetryCodecV1.NamedChannel, "other", new float[4], ChannelQuality.Remainder));

        (await _harness.AcceptAsync(TelemetryV1Format.Instance, TelemetryCodecV1.Encode(good))).Accepted.ShouldBe(4);
        foreach (var bad in new[] { first, twice, alien })
            (await _harness.AcceptAsync(TelemetryV1Format.Instance, TelemetryCodecV1.Encode(bad)))
                .Rejections.ShouldHaveSingleItem().Detail.ShouldContain("remainder");
    }

    [Fact]
    public async Task Old_recordings_are_taken_from_a_replay_and_refused_from_a_live_source()
    {
        var record = Record();
        record.EventTimeUnixMicros = new DateTimeOffset(2016, 6, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds() * 1000;
        var payload = TelemetryCodecV1.Encode(record);

        (await _harness.AcceptAsync(TelemetryV1Format.Instance, payload)).Rejections[0].Reason.ShouldBe(DeadLetterReason.TimeTooOld);
        (await _harness.AcceptAsync(TelemetryV1Format.Instance, payload, kind: SourceKind.Replay)).Accepted.ShouldBe(4);
    }

    [Fact]
    public async Task Payload_beyond_the_limit_is_refused_with_its_beginning()
    {
        using var harness = new IngestHarness(("Ingest:MaxPayloadBytes", "100000"));

        var result = await harness.AcceptAsync(TelemetryV1Format.Instance, new byte[100_001], asset: "D1");

        result.Rejections.ShouldHaveSingleItem().Reason.ShouldBe(DeadLetterReason.Oversized);
        var letter = harness.Log.Letters.ShouldHaveSingleItem();
        (letter.PayloadBytes, letter.Payload.Length, letter.Asset).ShouldBe((100_001, 65_536, "D1"));
    }

    [Fact]
    public async Task Accepted_records_allocate_nothing()
    {
        var payload = TelemetryCodecV1.Encode(Record(readings: 1000));
        var source = new SourceContext(SourceKind.Live, "test");
        var batch = _harness.Ingestor.RentBatch();
        for (var i = 0; i < 200; i++) Decode(); // warm: the arena and the lists grow once, the code is compiled

        Allocated.By(Decode).ShouldBe(0);
        batch.Accepted.ShouldBe(50_000);
        await _harness.Ingestor.CommitAsync(batch, CancellationToken.None);
        _harness.Log.ReadingCount.ShouldBe(50_000);

        void Decode()
        {
            batch.Clear();
            for (var j = 0; j < 50; j++) _harness.Ingestor.Decode(TelemetryV1Format.Instance, payload, in source, batch);
        }
    }
}
