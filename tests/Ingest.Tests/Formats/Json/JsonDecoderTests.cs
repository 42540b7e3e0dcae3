using System.Text;
using Maintenance.Core.Telemetry;
using Maintenance.Ingest.Formats.Json;

namespace Maintenance.Ingest.Tests.Formats.Json;

public sealed class JsonDecoderTests : IDisposable
{
    private const long T0 = 1_777_896_000_000_000; // 2026-05-04T12:00:00Z
    private readonly IngestHarness _harness = new();

    public void Dispose() => _harness.Dispose();

    [Fact]
    public async Task Single_reading_is_stored_under_channel_names_and_mnemonics_of_any_case()
    {
        var result =
            await _harness.JsonAsync("""{"asset":"D1","time":"2026-05-04T11:59:59.5Z","rpm":120,"WOB":98000.5,"Bearing_Temperature":61,"pump strokes":77}""");

        (result.Accepted, result.Rejected, result.Ranges.Count).ShouldBe((1, 0, 0));
        var record = _harness.Log.Records.ShouldHaveSingleItem();
        record.Asset.ShouldBe("D1");
        record.Flags.ShouldBe(RecordFlags.None);
        record.Times.ShouldBe([T0 - 500_000]);
        record.Received.ShouldBe(IngestHarness.NowMicros);
        record["rotary_speed"].ShouldBe([120]);
        record["weight_on_bit"].ShouldBe([98000.5f]);
        record["bearing_temperature"].ShouldBe([61]);
        record["pump strokes"].ShouldBe([77]);
        record.Channels.Count.ShouldBe(4);
    }

    [Theory]
    [InlineData("\"2026-05-04T12:00:00Z\"", T0)]
    [InlineData("\"2026-05-04T14:00:00+02:00\"", T0)]
    [InlineData("\"2026-05-04 06:30:00.000001-0530\"", T0 + 1)]
    [InlineData("\"2026-05-04T12:00:00\"", T0)]
    [InlineData("1777896000", T0)]
    [InlineData("1777896000.25", T0 + 250_000)]
    [InlineData("1777896000125", T0 + 125_000)]
    [InlineData("1777896000000001", T0 + 1)]
    [InlineData("1777896000000001000", T0 + 1)]
    public async Task Time_is_ISO_8601_or_a_Unix_number_whose_size_tells_its_unit(string time, long micros)
    {
        var result = await _harness.JsonAsync($$"""{"asset":"D1","time":{{time}},"rpm":1}""");

        result.Accepted.ShouldBe(1);
        _harness.Log.Records[0].Times.ShouldBe([micros]);
    }

    [Fact]
    public async Task Topic_or_address_stands_in_for_the_asset_and_values_may_be_nested()
    {
        await _harness.JsonAsync("""{"time":1777896000,"values":{"rpm":5,"my":1.5},"quality":"uncertain"}""",
            asset: "D2");

        var record = _harness.Log.Records.ShouldHaveSingleItem();
        record.Asset.ShouldBe("D2");
        record.Channels["rotary_speed"].Quality.ShouldBe(ChannelQuality.Uncertain);
        record["my"].ShouldBe([1.5f]);
        record.Channels.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Array_of_loose_readings_becomes_one_record_per_asset_in_time_order_with_missing_values_as_NaN()
    {
        var result = await _harness.JsonAsync("""
            [{"asset":"D1","time":1777896000003,"rpm":3},
             {"asset":"D2","time":1777896000001,"rpm":9},
             {"asset":"D1","time":1777896000001,"rpm":1,"wob":null},
             {"asset":"D1","time":1777896000002,"wob":2}]
            """);

        result.Accepted.ShouldBe(4);
        _harness.Log.Flushes.ShouldBe(1);
        var record = _harness.Log.Records.Single(r => r.Asset == "D1");
        record.Flags.ShouldBe(RecordFlags.HasTimes);
        record.Times.ShouldBe([T0 + 1000, T0 + 2000, T0 + 3000]);
        record["rotary_speed"].ShouldBe([1, float.NaN, 3]);
        record["weight_on_bit"].ShouldBe([float.NaN, 2, float.NaN]);
        record.Channels["rotary_speed"].Quality.ShouldBe(ChannelQuality.SomeMissing);
        _harness.Log.Records.Single(r => r.Asset == "D2").Times.ShouldBe([T0 + 1000]);
    }

    [Fact]
    public async Task Two_loose_messages_about_one_instant_complete_each_other_and_contradicting_ones_stay_two()
    {
        await _harness.JsonAsync("""{"asset":"D1","time":1777896000,"rpm":1}{"asset":"D1","time":1777896000,"wob":2}""");
        await _harness.JsonAsync("""{"asset":"D2","time":1777896000,"rpm":1}{"asset":"D2","time":1777896000,"rpm":1}""");

        _harness.Log.Records[0].Times.Length.ShouldBe(1);
        _harness.Log.Records[0].Channels.Count.ShouldBe(2);
        _harness.Log.Records[1].Times.Length.ShouldBe(2);
    }

    [Fact]
    public async Task Numbered_readings_join_while_they_follow_each_other_and_are_reported_as_ranges()
    {
        var result = await _harness.JsonAsync("""
            {"asset":"D1","time":1777896000001,"epoch":7,"sequence":10,"rpm":1}
            {"asset":"D1","time":1777896000002,"epoch":7,"sequence":11,"rpm":2}
            {"asset":"D1","time":1777896000004,"epoch":7,"sequence":13,"rpm":4}
            {"asset":"D1","time":1777896000005,"epoch":7,"sequence":14,"rpm":5,"historical":true}
            """);

        result.Ranges.ShouldBe([new("D1", 7, 10, 11), new("D1", 7, 13, 14)]);
        _harness.Log.Records.Select(r => (r.Sequence, r.Times.Length, r.Flags)).ShouldBe(
        [
            (10, 2, RecordFlags.Sequenced | RecordFlags.HasTimes), (13, 1, RecordFlags.Sequenced),
            (14, 1, RecordFlags.Sequenced | RecordFlags.Historical),
        ]);
    }

    [Fact]
    public async Task Block_keeps_its_interval_numbering_and_waveforms()
    {
        var result = await _harness.JsonAsync("""
            {"asset":"D1","time":1777896000000,"intervalMs":0.5,"epoch":3,"sequence":100,
             "channels":{"rpm":[1,null,3],"TORQUE":[10,20,30],"own":[7,8,9]},
             "waveforms":[{"location":"top-drive-bearing","sampleRateHz":25600,"samples":[0.1,-0.1]}]}
            """);

        result.Accepted.ShouldBe(3);
        result.Ranges.ShouldBe([new("D1", 3, 100, 102)]);
        var record = _harness.Log.Records.ShouldHaveSingleItem();
        record.Flags.ShouldBe(RecordFlags.Block | RecordFlags.Sequenced);
        record.Times.ShouldBe([T0, T0 + 500, T0 + 1000]);
        record["rotary_speed"].ShouldBe([1, float.NaN, 3]);
        record["own"].ShouldBe([7, 8, 9]);
        record.Waveforms.ShouldBe(1);
    }

    [Fact]
    public async Task Values_out_of_range_are_flagged_and_stored_as_missing()
    {
        await _harness.JsonAsync("""[{"asset":"D1","time":1777896000001,"rpm":99999,"wob":1},{"asset":"D1","time":1777896000002,"rpm":100,"wob":2}]""");

        var record = _harness.Log.Records.ShouldHaveSingleItem();
        record["rotary_speed"].ShouldBe([float.NaN, 100]);
        record.Channels["rotary_speed"].Quality.ShouldBe(ChannelQuality.OutOfRange);
        record.Channels["weight_on_bit"].Quality.ShouldBe(ChannelQuality.Good);
    }

    [Theory]
    [InlineData("""{"asset":"D1","time":1777896000,"rpm":"fast"}""", DeadLetterReason.WrongType, "'rpm' is a string")]
    [InlineData("""{"asset":"D1","time":1777896000,"rpm":true}""", DeadLetterReason.WrongType, "'rpm' is true or false")]
    [InlineData("""{"asset":"D1","time":1777896000,"rpm":{"v":1}}""", DeadLetterReason.WrongType, "'rpm' is an object")]
    [InlineData("""{"asset":17,"time":1777896000,"rpm":1}""", DeadLetterReason.WrongType, "'asset' is a number")]
    [InlineData("""{"asset":"D1","time":"yesterday","rpm":1}""", DeadLetterReason.WrongType, "ISO 8601")]
    [InlineData("""{"asset":"D1","time":"2026-02-30T00:00:00Z","rpm":1}""", DeadLetterReason.WrongType, "ISO 8601")]
    [InlineData("""{"asset":"D1","time":{},"rpm":1}""", DeadLetterReason.WrongType, "'time' is an object")]
    [InlineData("""{"asset":"D1","time":1777896000,"epoch":1.5,"sequence":1,"rpm":1}""", DeadLetterReason.WrongType, "'epoch'")]
    [InlineData("""{"asset":"D1","time":1777896000,"epoch":1,"rpm":1}""", DeadLetterReason.MissingField, "epoch and sequence")]
    [InlineData("""{"asset":"D1","time":1777896000,"epoch":1,"sequence":-4,"rpm":1}""", DeadLetterReason.LimitExceeded, "negative")]
    [InlineData("""{"asset":"D1","time":1777896000,"rpm":NaN}""", DeadLetterReason.NotFinite, "NaN or infinity at byte 38")]
    [InlineData("""{"asset":"D1","time":1777896000,"rpm":-Infinity}""", DeadLetterReason.NotFinite, "NaN or infinity at byte 38")]
    [InlineData("""{"asset":"D1","time":1777896000,"rpm":"NaN"}""", DeadLetterReason.NotFinite, "'rpm' is NaN")]
    [InlineData("""{"asset":"D1","time":1777896000,"rpm":1e400}""", DeadLetterReason.NotFinite, "too large")]
    [InlineData("""{"asset":"NOBODY","time":1777896000,"rpm":1}""", DeadLetterReason.UnknownAsset, "'NOBODY' is not registered")]
    [InlineData("""{"asset":"","time":1777896000,"rpm":1}""", DeadLetterReason.UnknownAsset, "0 characters")]
    [InlineData("""{"time":1777896000,"rpm":1}""", DeadLetterReason.MissingField, "'asset' is missing")]
    [InlineData("""{"asset":"D1","rpm":1}""", DeadLetterReason.MissingField, "'time' is missing")]
    [InlineData("""{"asset":"D1","time":1777896000}""", DeadLetterReason.NoValues, "at least one channel")]
    [InlineData("""{"asset":"D1","time":"2036-05-04T12:00:00Z","rpm":1}""", DeadLetterReason.TimeAhead, "3,653 days ahead")]
    [InlineData("""{"asset":"D1","time":"2016-05-04T12:00:00Z","rpm":1}""", DeadLetterReason.TimeTooOld, "3,652 days old")]
    [InlineData("""{"asset":"D1","time":1777896000,"rpm":1""", DeadLetterReason.Truncated, "ends at byte 39")]
    [InlineData("""{"asset":"D1","time":1777896000,"rpm":1,}""", DeadLetterReason.Malformed, "invalid JSON from byte")]
    [InlineData("""hello""", DeadLetterReason.Malformed, "invalid JSON from byte 0: found 'hello'")]
    [InlineData("""[]""", DeadLetterReason.NoValues, "the array at byte 0 is empty")]
    [InlineData("""{}""", DeadLetterReason.MissingField, "'asset' is missing")]
    [InlineData("""null""", DeadLetterReason.WrongType, "found null")]
    [InlineData("""{"asset":"D1","time":1777896000,"rpm":nan}""", DeadLetterReason.NotFinite, "at byte 38: 'nan'")]
    [InlineData("""{"asset":"D1","time":1777896000,"rpm":-nan(ind)}""", DeadLetterReason.NotFinite, "'-nan(ind)'")]
    [InlineData("""{"asset":"D1","time":1777896000,"rpm":inf,"wob":1}""", DeadLetterReason.NotFinite, "'inf'")]
    [InlineData("""{"asset":"D1","time":1777896000,"rpm":1.#QNAN}""", DeadLetterReason.NotFinite, "send null")]
    [InlineData("""{"asset":"D1","time":1777896000,"rpm":None}""", DeadLetterReason.Malformed, "'None'; send null for a missing value")]
    [InlineData("""{"asset":"D1","time":1777896000,"rpm":True}""", DeadLetterReason.Malformed, "lower case")]
    [InlineData("""{"asset":"D1","time":1777896000,"rpm":+5}""", DeadLetterReason.Malformed, "'+5'; a JSON number begins with a digit")]
    [InlineData("""{"asset":"D1","time":1777896000,"rpm":.5}""", DeadLetterReason.Malformed, "'.5'; a JSON number begins with a digit")]
    [InlineData("""{"asset":"D1","time":1777896000,"rpm":007}""", DeadLetterReason.Malformed, "without leading zeros")]
    [InlineData("""{'asset':'D1'}""", DeadLetterReason.Malformed, "double quotes")]
    [InlineData("""{"asset":"D1",}""", DeadLetterReason.Malformed, "leave out the last comma")]
    [InlineData("""<reading/>""", DeadLetterReason.Malformed, "markup")]
    [InlineData("""{"asset":"D1","time":1777896000,"rpm":"nan"}""", DeadLetterReason.NotFinite, "'rpm' is NaN")]
    [InlineData("""{"asset":"D1","time":1777896000,"rpm":1,"hum":"-Inf"}""", DeadLetterReason.NotFinite, "'hum' is NaN or infinite")]
    [InlineData("""{"asset":"D1","time":1777896000,"rpm":1,"own":"77"}""", DeadLetterReason.WrongType,
        "'own' is a string, expected is a number or null: send it without the quotes")]
    [InlineData("""{"asset":"D1","time":1777896000,"rpm":1,"on":true}""", DeadLetterReason.WrongType, "send 1 or 0")]
    [InlineData("""{"asset":"D1","time":1777896000,"rpm":1,"note":"driller Bob"}""", DeadLetterReason.WrongType, "'note' is a string")]
    [InlineData("""{"asset":"D1","time":1777896000,"rpm":1,"three":[1,2,3]}""", DeadLetterReason.WrongType, "under 'channels'")]
    [InlineData("""{"asset":"D1","time":1777896000,"rpm":1,"RPM":2}""", DeadLetterReason.UnknownChannel, "'rotary_speed' is given twice")]
    [InlineData("""{"asset":"D1","time":1777896000,"rpm":1,"values":{"rotary_speed":2}}""", DeadLetterReason.UnknownChannel, "twice")]
    [InlineData("""{"asset":"D1","time":1777896000,"own":1,"own":2}""", DeadLetterReason.UnknownChannel, "'own' is given twice")]
    [InlineData("""{"asset":"D1","time":1777896000,"ts":1777896001,"rpm":2}""", DeadLetterReason.Malformed, "'ts' is given twice")]
    [InlineData("""{"asset":"D1","asset":"D2","time":1777896001,"rpm":2}""", DeadLetterReason.Malformed, "'asset' is given twice")]
    [InlineData("""{"asset":"D1","time":1777896000,"WOB (klbf)":20}""", DeadLetterReason.UnknownChannel, "convert the values to N")]
    [InlineData("""{"asset":"D1","time":1777896000,"p\u0000":20}""", DeadLetterReason.LimitExceeded, "control character U+0000")]
    [InlineData("""{"asset":"D1","time":1777896000,"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":1}}}}}}}}}""",
        DeadLetterReason.LimitExceeded,
        "nested deeper than 8 levels")]
    [InlineData("""{"asset":"D1","time":1777896000,"intervalMs":1,"channels":{"rpm":[1],"own":[2],"own":[3]}}""",
        DeadLetterReason.LimitExceeded, "'own' occurs twice")]
    [InlineData("""{"asset":"D1","time":1777896000,"channels":{"Torque [kNm]":[1]}}""", DeadLetterReason.UnknownChannel, "N.m")]
    [InlineData("""{"asset":"D1","time":1777896000,"waveforms":[{"location":"bit","sampleRateHz":1,"unit":"g","samples":[1]}]}""",
        DeadLetterReason.WrongType, "'waveforms.unit'")]
    [InlineData("""42""", DeadLetterReason.WrongType, "expected an object")]
    [InlineData("""   """, DeadLetterReason.NoValues, "no JSON value")]
    [InlineData("""{"asset":"D1","time":1777896000,"channels":{"rpm":[1,2],"wob":[1]},"intervalMs":1}""", DeadLetterReason.LimitExceeded,
        "all must be of equal length")]
    [InlineData("""{"asset":"D1","time":1777896000,"channels":{"rpm":[1,2]}}""", DeadLetterReason.MissingField, "intervalMs")]
    [InlineData("""{"asset":"D1","time":1777896000,"channels":{"rpm":[1,"2"]},"intervalMs":1}""", DeadLetterReason.WrongType,
        "'rpm' is a string")]
    [InlineData("""{"asset":"D1","time":1777896000,"channels":{"own":[1,{}]},"intervalMs":1}""", DeadLetterReason.WrongType,
        "'own' is an object")]
    [InlineData("""{"asset":"D1","time":1777896000,"channels":{"rpm":[1],"RPM":[1]},"intervalMs":1}""", DeadLetterReason.LimitExceeded,
        "twice")]
    [InlineData("""{"asset":"D1","time":1777896000,"waveforms":[{"location":"bit","samples":[1]}]}""", DeadLetterReason.MissingField,
        "sampleRateHz")]
    public async Task Bad_input_is_refused_with_its_reason_and_bytes(string json, DeadLetterReason reason, string detail)
    {
        var result = await _harness.JsonAsync(json);

        result.Accepted.ShouldBe(0);
        result.Rejected.ShouldBeGreaterThan(0);
        var letter = _harness.Log.Letters.ShouldHaveSingleItem();
        letter.Reason.ShouldBe(reason);
        letter.Detail.ShouldContain(detail);
        Encoding.UTF8.GetString(letter.Payload.Span).ShouldBe(json);
        letter.ReceivedUnixMicros.ShouldBe(IngestHarness.NowMicros);
        _harness.Log.Records.ShouldBeEmpty();
    }

    [Fact]
    public async Task Zero_bytes_that_terminate_the_text_are_no_reading()
    {
        var result = await _harness.JsonAsync("{\"asset\":\"D1\",\"time\":1777896000,\"rpm\":1}\0\0");

        (result.Accepted, result.Rejected).ShouldBe((1, 0));
        _harness.Log.Letters.ShouldBeEmpty();
    }

    [Fact]
    public async Task After_a_syntax_error_the_dead_letter_holds_what_was_not_accepted()
    {
        var result = await _harness.JsonAsync("""[{"asset":"D1","time":1777896000,"rpm":1},{"asset":"D2","time":1777896001,"rpm":nan}]""");

        (result.Accepted, result.Rejected).ShouldBe((1, 1));
        var letter = _harness.Log.Letters.ShouldHaveSingleItem();
        Encoding.UTF8.GetString(letter.Payload.Span).ShouldBe("""{"asset":"D2","time":1777896001,"rpm":nan}]""");
        letter.Asset.ShouldBe("D2");
    }

    [Fact]
    public async Task Bad_reading_of_an_array_is_refused_alone_with_its_own_bytes()
    {
        var result =
            await _harness.JsonAsync("""[{"asset":"D1","time":1777896000,"rpm":1}, {"asset":"D1","time":1777896001,"rpm":"x"} ,{"asset":"D1","time":1777896002,"rpm":3}]""");

        (result.Accepted, result.Rejected).ShouldBe((2, 1));
        Encoding.UTF8.GetString(_harness.Log.Letters.ShouldHaveSingleItem().Payload.Span)
            .ShouldBe("""{"asset":"D1","time":1777896001,"rpm":"x"}""");
        _harness.Log.Records.ShouldHaveSingleItem()["rotary_speed"].ShouldBe([1, 3]);
    }

    [Fact]
    public async Task Payload_for_another_asset_than_its_topic_is_refused()
    {
        await _harness.JsonAsync("""{"asset":"D1","time":1777896000,"rpm":1}""", asset: "D2");

        _harness.Log.Letters.ShouldHaveSingleItem().Reason.ShouldBe(DeadLetterReason.AssetMismatch);
        _harness.Log.Records.ShouldBeEmpty();
    }

    [Fact]
    public async Task Refused_numbered_reading_is_reported_so_that_it_is_not_sent_for_ever()
    {
        var result = await _harness.JsonAsync("""{"asset":"D1","time":"2099-01-01T00:00:00Z","epoch":4,"sequence":8,"rpm":1}""");

        result.Ranges.ShouldBe([new("D1", 4, 8, 8, DeadLetterReason.TimeAhead)]);
        var letter = _harness.Log.Letters.ShouldHaveSingleItem();
        (letter.Sequenced, letter.Epoch, letter.Sequence).ShouldBe((true, 4, 8));
    }

    [Fact]
    public async Task Payload_of_many_bad_readings_costs_a_hundred_letters_and_one()
    {
        var result = await _harness.JsonAsync($"[{string.Join(',', Enumerable.Repeat("{\"asset\":\"D1\"}", 5000))}]");

        result.Rejected.ShouldBe(5000);
        _harness.Log.Letters.Count.ShouldBe(101);
        _harness.Log.Letters.Sum(l => l.Readings).ShouldBe(5000);
    }

    [Fact]
    public async Task Readings_that_have_no_channel_in_common_do_not_blow_up()
    {
        var json = new StringBuilder();
        for (var i = 0; i < 2000; i++) json.Append($$"""{"asset":"D1","time":{{1_777_890_000_000 + i}},"own{{i}}":1}""");

        var result = await _harness.JsonAsync(json.ToString());

        result.Accepted.ShouldBe(2000);
        _harness.Log.Records.Sum(r => r.Channels.Values.Sum(c => c.Values.Length)).ShouldBeLessThan(1_000_000);
        _harness.Log.Records.Sum(r => r.Channels.Values.Sum(c => c.Values.Count(v => v == 1))).ShouldBe(2000);
    }

    [Fact]
    public async Task Any_cut_of_a_valid_payload_is_refused_or_taken_and_never_throws()
    {
        var bytes =
            Encoding.UTF8.GetBytes("""[{"asset":"D1","time":"2026-05-04T11:59:59.5Z","rpm":120,"ow\u00f8n":1e2},{"asset":"D1","time":1777896000,"intervalMs":1,"channels":{"rpm":[1,2]},"waveforms":[{"location":"bit","sampleRateHz":1,"samples":[1]}]}]""");
        for (var length = 1; length < bytes.Length; length++)
        {
            var result = await _harness.AcceptAsync(JsonFormat.Instance, bytes.AsMemory(0, length));
            result.Rejected.ShouldBe(1, $"cut at {length}");
            result.Rejections[0].Reason.ShouldBe(DeadLetterReason.Truncated, $"cut at {length}: {result.Rejections[0].Detail}");
        }
    }

    [Fact]
    public async Task Flipped_and_random_bytes_never_throw_and_never_pass_silently()
    {
        var random = new Random(20260504);
        var valid =
            Encoding.UTF8.GetBytes("""{"asset":"D1","time":"2026-05-04T11:59:59.5Z","rpm":120,"own":1e2,"values":{"wob":null},"channels":{"rpm":[1,2]},"intervalMs":1}""");
        for (var i = 0; i < 5000; i++)
        {
            var bytes = (byte[])valid.Clone();
            for (var flips = random.Next(1, 4); flips > 0; flips--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            if (i % 5 == 0) random.NextBytes(bytes);
            var result = await _harness.AcceptAsync(JsonFormat.Instance, bytes);
            (result.Accepted + result.Rejected).ShouldBeGreaterThan(0);
        }
    }
}
