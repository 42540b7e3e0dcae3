using System.Text.RegularExpressions;
using Maintenance.Core.Ports;
using Maintenance.Ingest.Intake;

namespace Maintenance.Ingest.Tests.Formats;

/// <summary>What every format keeps to (<see cref="IPayloadDecoder"/>). A subclass says how its senders write.</summary>
public abstract partial class PayloadDecoderContract : IDisposable
{
    // Above what any format needs (tests/Benchmarks/budgets.json); one object a reading would be seen.
    private const int MaxBytesPerReading = 64;
    private const int Rounds = 3000;

    private readonly IngestHarness _harness = new();

    /// <summary>The format.</summary>
    internal abstract PayloadFormat Format { get; }

    /// <summary>True when a reading that was cut can never be mistaken for a whole one.</summary>
    internal virtual bool TellsEveryCut => true;

    /// <summary>
    /// Readings in pieces that follow each other in one payload: one for each reading, before them a head if the format has one.
    /// </summary>
    internal abstract IReadOnlyList<byte[]> Write(IReadOnlyList<SentReading> readings);

    /// <summary>Payloads that break the format's grammar, and the place that must be told: <c>line 3</c>, <c>byte 17</c>.</summary>
    internal abstract IReadOnlyList<(byte[] Payload, string Place)> Malformed { get; }

    public void Dispose()
    {
        _harness.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Readings_are_stored_as_sent_with_their_numbers()
    {
        var sent = Readings(20);

        var result = await AcceptAsync(Whole(sent));

        (result.Accepted, result.Rejected).ShouldBe((sent.Count, 0));
        result.Ranges.Sum(r => r.Last - r.First + 1).ShouldBe(sent.Count);
        result.Ranges.ShouldAllBe(r => r.Epoch == SentReading.Epoch && r.Rejected == null);
        Stored().ShouldBe(sent.OrderBy(r => r.Asset, StringComparer.Ordinal).ThenBy(r => r.Sequence).Select(Text));
    }

    [Fact]
    public async Task Times_are_Unix_microseconds_and_values_in_the_unit_of_their_channel()
    {
        await AcceptAsync(Whole([new SentReading("D1", IngestHarness.NowMicros - 1, 0, RotarySpeed: 119.5f, WeightOnBit: 98_000.25f,
            Own: -0.125f)]));

        var record = _harness.Log.Records.ShouldHaveSingleItem();
        record.Times.ShouldBe([IngestHarness.NowMicros - 1]);
        // r/min, N, the customer's
        (record["rotary_speed"][0], record["weight_on_bit"][0], record[SentReading.OwnChannel][0]).ShouldBe((119.5f, 98_000.25f, -0.125f));
    }

    [Fact]
    public async Task Any_cut_costs_what_was_cut_and_keeps_the_readings_before_it()
    {
        var pieces = Write(Readings(4));
        byte[] payload = [.. pieces.SelectMany(p => p)];
        for (var length = 1; length < payload.Length; length++)
        {
            var result = await AcceptAsync(payload.AsMemory(0, length));

            var (whole, end) = Before(pieces, length);
            result.Accepted.ShouldBeInRange(whole, whole + (TellsEveryCut ? 0 : 1), $"{length} of {payload.Length} bytes");
            if (end < length && TellsEveryCut) result.Rejected.ShouldBeGreaterThan(0, $"{length} of {payload.Length} bytes");
        }
    }

    [Fact]
    public async Task Changed_bytes_never_throw_and_every_payload_is_accounted_for()
    {
        var random = new Random(20260504);
        var payload = Whole(Readings(4));
        for (var round = 0; round < Rounds; round++)
        {
            var changed = (byte[])payload.Clone();
            for (var n = random.Next(1, 4); n > 0; n--) changed[random.Next(changed.Length)] = (byte)random.Next(256);

            var result = await AcceptAsync(changed);

            (result.Accepted + result.Rejected).ShouldBeGreaterThan(0, $"round {round}: {Convert.ToHexString(changed)}");
            result.Rejections.ShouldAllBe(r => r.Detail.Length > 0);
        }
        Log.Records.ShouldAllBe(r => r.Asset == "D1" || r.Asset == "D2" || r.Asset == "D3");
    }

    [Fact]
    public async Task Malformed_input_is_told_with_its_place()
    {
        foreach (var (payload, place) in Malformed)
        {
            var result = await AcceptAsync(payload);

            place.ShouldMatch(Place().ToString());
            var told = result.Rejections.ShouldHaveSingleItem();
            told.Detail.ShouldMatch($@"\b{Regex.Escape(place)}\b");
            Log.Letters[^1].Detail.ShouldBe(told.Detail);
        }
    }

    [Fact]
    public async Task A_bad_payload_leaves_nothing_behind_in_its_decoder()
    {
        var good = Whole(Readings(2));
        var decoder = _harness.Ingestor.RentBatch(); // the same decoder throughout
        foreach (var bad in Malformed.Select(m => m.Payload).Append(good[..^3]))
        {
            decoder.Clear();
            Decode(bad, decoder);
            decoder.Clear();
            Decode(good, decoder);

            (decoder.Accepted, decoder.Rejected).ShouldBe((2, 0));
        }
        await _harness.Ingestor.CommitAsync(decoder, CancellationToken.None);
        Stored().ShouldBe(Readings(2).OrderBy(r => r.Asset, StringComparer.Ordinal).Select(Text));
    }

    [Fact]
    public void Steady_state_allocates_nothing_per_reading()
    {
        const int count = 1000;
        var payload = Whole([.. Readings(count).Select(r => r with { Asset = "D1" })]);
        var batch = _harness.Ingestor.RentBatch();
        for (var warm = 0; warm < 30; warm++) Take();

        var before = GC.GetAllocatedBytesForCurrentThread();
        Take();

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(count * MaxBytesPerReading);
        batch.Accepted.ShouldBe(count);

        void Take()
        {
            batch.Clear();
            Decode(payload, batch);
        }
    }

    private FakeLog Log => _harness.Log;

    [GeneratedRegex(@"^(byte|line|column) \d+$")]
    private static partial Regex Place();

    private static List<SentReading> Readings(int count) =>
    [
        .. Enumerable.Range(0, count).Select(i => new SentReading(
            i % 3 == 2 ? "D2" : "D1", IngestHarness.NowMicros - 1_000_000 + (i * 100_000L / count), i, 100 + i, i % 4 == 1 ? null
                : 90_000.5f + i, i % 5 == 3 ? null : i / 8f)),
    ];

    private byte[] Whole(IReadOnlyList<SentReading> readings) => [.. Write(readings).SelectMany(p => p)];

    private static (int Whole, int End) Before(IReadOnlyList<byte[]> pieces, int length)
    {
        var (end, whole) = (0, 0);
        var heads = pieces.Count - 4;
        for (var i = 0; i < pieces.Count && end + pieces[i].Length <= length; i++)
        {
            end += pieces[i].Length;
            if (i >= heads) whole++;
        }
        return (whole, end);
    }

    private static string Text(SentReading reading) =>
        $"{reading.Asset} {reading.TimeMicros} {SentReading.Epoch}/{reading.Sequence} {string.Join(' ', reading.Values.Where(v => !float.IsNaN(v.Value)).Select(v => $"{v.Channel}={v.Value:R}"))}";

    private IEnumerable<string> Stored() => Log.Records
        .SelectMany(record => record.Times.Select((time, i) =>
            new SentReading(record.Asset, time, record.Sequence + i, Value(record, "rotary_speed", i), Value(record, "weight_on_bit", i),
            Value(record, SentReading.OwnChannel, i))))
        .OrderBy(r => r.Asset, StringComparer.Ordinal).ThenBy(r => r.Sequence).Select(Text);

    private static float? Value(TelemetryRecordCopy record, string channel, int reading) =>
        record.Channels.TryGetValue(channel, out var column) && !float.IsNaN(column.Values[reading]) ? column.Values[reading] : null;

    private Task<IngestResult> AcceptAsync(ReadOnlyMemory<byte> payload) => _harness.AcceptAsync(Format, payload);

    private void Decode(byte[] payload, IngestBatch batch) =>
        _harness.Ingestor.Decode(Format, payload, new SourceContext(SourceKind.Live, "test"), batch);
}
