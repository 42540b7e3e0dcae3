using System.Text;
using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Maintenance.Core.Telemetry;
using Maintenance.Ingest.Formats.Json;
using Maintenance.Ingest.Formats.TelemetryV1;
using Maintenance.Ingest.Intake;

namespace Maintenance.Ingest.Tests.Intake;

/// <summary>A record that the log refuses for good becomes a dead letter, and neither its batch nor anybody else waits for it.</summary>
public sealed class RefusedRecordTests : IDisposable
{
    private readonly IngestHarness _harness = new();

    public void Dispose() => _harness.Dispose();

    [Fact]
    public async Task The_record_is_a_dead_letter_with_its_numbers_and_the_others_are_accepted()
    {
        _harness.Log.Refuses = (topic, value) => topic == Topics.Telemetry && value.Length > 300;
        var batch = _harness.Ingestor.RentBatch();
        foreach (var (asset, first, count) in new[] { ("D1", 0, 3), ("D2", 0, 40), ("D3", 0, 3) }) Decode(batch, asset, first, count);

        await _harness.Ingestor.CommitAsync(batch, CancellationToken.None);

        (batch.Accepted, batch.Rejected).ShouldBe((6, 40));
        _harness.Log.Records.Select(r => r.Asset).ShouldBe(["D1", "D3"]);
        var letter = _harness.Log.Letters.ShouldHaveSingleItem();
        (letter.Reason, letter.Asset, letter.Readings, letter.Sequenced, letter.Epoch, letter.Sequence)
            .ShouldBe((DeadLetterReason.RefusedByLog, "D2", 40, true, 7, 0));
        letter.Detail.ShouldContain("too many, as planned");
        TelemetryRecordView.TryDecode(letter.Payload.Span, out var record).ShouldBe(DecodeStatus.Ok); // all of it fitted
        record.ReadingCount.ShouldBe(40);
        batch.Ranges.Single(r => r.Asset == "D2").ShouldBe(new SequenceRange("D2", 7, 0, 39, DeadLetterReason.RefusedByLog));
        batch.Ranges.Where(r => r.Asset != "D2").ShouldAllBe(r => r.Rejected == null);
    }

    [Fact]
    public async Task Of_a_stream_whose_middle_is_refused_the_rest_is_acknowledged()
    {
        var batch = _harness.Ingestor.RentBatch();
        foreach (var first in new[] { 0, 30, 60 }) Decode(batch, Block(first));
        var records = 0;
        _harness.Log.Refuses = (topic, _) => topic == Topics.Telemetry && ++records == 2;

        await _harness.Ingestor.CommitAsync(batch, CancellationToken.None);

        batch.Ranges.OrderBy(r => r.First).Select(r => (r.First, r.Last, r.Rejected))
            .ShouldBe([(0, 29, null), (30, 59, DeadLetterReason.RefusedByLog), (60, 89, null)]);
        (batch.Accepted, batch.Rejected).ShouldBe((60, 30));
    }

    [Fact]
    public async Task A_letter_that_is_too_large_itself_keeps_what_fits_of_the_bytes()
    {
        _harness.Log.Refuses = (topic, value) => value.Length > (topic == Topics.Telemetry ? 300 : 1_000);
        var result = await _harness.JsonAsync(Json("D2", 0, 400));

        result.Rejected.ShouldBe(400);
        var letter = _harness.Log.Letters.ShouldHaveSingleItem();
        letter.PayloadBytes.ShouldBeGreaterThan(4_096);
        letter.Payload.Length.ShouldBe(0);
        letter.Reason.ShouldBe(DeadLetterReason.RefusedByLog);
    }

    [Fact]
    public async Task A_letter_of_bad_input_that_is_too_large_keeps_its_own_reason()
    {
        _harness.Log.Refuses = (topic, value) => topic == Topics.DeadLetter && value.Length > 6_000;
        var result = await _harness.JsonAsync("""{"asset":"GHOST","time":1777896000,"rpm":1""" + new string(' ', 20_000) + "}");

        result.Rejected.ShouldBe(1);
        var letter = _harness.Log.Letters.ShouldHaveSingleItem();
        (letter.Reason, letter.Payload.Length, letter.PayloadBytes > 20_000).ShouldBe((DeadLetterReason.UnknownAsset, 4_096, true));
    }

    [Fact]
    public async Task Nothing_is_rejected_before_its_letter_is_durable()
    {
        _harness.Log.Refuses = (topic, value) => topic == Topics.Telemetry;
        var batch = _harness.Ingestor.RentBatch();
        Decode(batch, "D1", 0, 3);
        _harness.Log.FailingFlushes = 2; // of the batch, then of the letter

        await Should.ThrowAsync<LogException>(_harness.Ingestor.CommitAsync(batch, CancellationToken.None).AsTask());
        await Should.ThrowAsync<LogException>(_harness.Ingestor.CommitAsync(batch, CancellationToken.None).AsTask());
        (batch.Accepted, batch.Rejected).ShouldBe((3, 0));
        await _harness.Ingestor.CommitAsync(batch, CancellationToken.None);

        (batch.Accepted, batch.Rejected).ShouldBe((0, 3));
        _harness.Log.Letters.ShouldHaveSingleItem();
    }

    private void Decode(IngestBatch batch, string asset, int first, int count) =>
        _harness.Ingestor.Decode(JsonFormat.Instance, Encoding.UTF8.GetBytes(Json(asset, first, count)),
            new SourceContext(SourceKind.Live, "test", asset), batch);

    private static string Json(string asset, int first, int count) => string.Join('\n', Enumerable.Range(first, count).Select(i =>
        $$"""{"asset":"{{asset}}","epoch":7,"sequence":{{i}},"time":{{1777895000 + i}},"rpm":{{100 + i % 7}},"wob":{{i}}}"""));

    // A record of its own, of 30 readings.
    private static byte[] Block(int first)
    {
        var record = new TelemetryRecord
        {
            Asset = "D1",
            Flags = RecordFlags.Block | RecordFlags.Sequenced,
            Epoch = 7,
            Sequence = first,
            ReadingCount = 30,
            EventTimeUnixMicros = IngestHarness.NowMicros - (90 - first) * 1_000_000L,
            IntervalMicros = 1_000_000,
        };
        record.Columns.Add(new TelemetryColumn(Core.Channels.StandardChannels.RotarySpeed, "", [.. Enumerable.Repeat(120f, 30)]));
        return TelemetryCodecV1.Encode(record);
    }

    private void Decode(IngestBatch batch, byte[] record) =>
        _harness.Ingestor.Decode(TelemetryV1Format.Instance, record, new SourceContext(SourceKind.Live, "test", "D1"), batch);
}
