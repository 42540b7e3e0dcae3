using System.Globalization;
using System.Text;
using Maintenance.Core.Channels;
using Maintenance.Core.Ports;
using Maintenance.Core.Telemetry;
using Maintenance.Ingest.Formats;
using Maintenance.Ingest.Intake;
using Maintenance.Ingest.Tests;

namespace Maintenance.Fuzz.Tests.Targets;

/// <summary>
/// A payload of telemetry through Ingest's door: nothing throws, everything is accepted or refused, and what is accepted is in records that
/// decode.
/// </summary>
internal abstract class TelemetryTarget : FuzzTarget
{
    private readonly IngestHarness _harness = new();
    private IngestBatch? _batch;

    protected TelemetryTarget() => _harness.Log.Keep = false; // a list of all records would count as what a payload allocates

    public override string Name => $"telemetry-{Format.Name}";

    public override IReadOnlyList<Type> Reads => [Format.CreateDecoder().GetType()];

    protected abstract PayloadFormat Format { get; }

    public override string Read(byte[] input)
    {
        _batch ??= _harness.Ingestor.RentBatch(); // one batch throughout: a payload must leave nothing behind
        _batch.Clear();
        _harness.Ingestor.Decode(Format, input, new SourceContext(SourceKind.Live, "fuzz", "D1"), _batch);
        var result = _batch.ToResult();
        var committing = _harness.Ingestor.CommitAsync(_batch, CancellationToken.None).AsTask();
        committing.GetAwaiter().GetResult();
        Require(result.Accepted >= 0 && result.Rejected >= 0, "counts are negative");
        Require(input.AsSpan().Trim(" \t\r\n\0"u8).IsEmpty || IsEmpty(input) || result.Accepted + result.Rejected > 0,
            "a payload is in no account: nothing accepted, nothing rejected");
        Require(result.Rejections.All(r => r.Detail.Length > 0), "a refusal without a word");
        Require(result.Ranges.All(r => r.First <= r.Last), "a range ends before it begins");
        // Unnumbered readings of one asset and time are one.
        Require(CountReadings(_batch) is var stored && stored <= result.Accepted && (stored > 0) == (result.Accepted > 0),
            "the records hold other readings than were accepted");
        return string.Create(CultureInfo.InvariantCulture, $"{result.Accepted} accepted, {result.Rejected} rejected: ")
            + string.Join("; ", result.Rejections.Select(r => r.Detail).Take(5));
    }

    public override void Dispose()
    {
        _harness.Dispose();
        base.Dispose();
    }

    /// <summary>True for payloads of the format that say that they hold no reading.</summary>
    protected virtual bool IsEmpty(byte[] input) => false;

    private static long CountReadings(IngestBatch batch)
    {
        var readings = 0L;
        for (var i = 0; i < batch.EntryCount; i++)
        {
            var value = batch.Value(i).Span;
            if (batch.IsDeadLetter(i))
            {
                Require(DeadLetterCodecV1.TryDecode(value, out _), "a dead letter does not decode");
                continue;
            }
            Require(TelemetryRecordView.TryDecode(value, out var record) == DecodeStatus.Ok, "an accepted record does not decode");
            Require(record.ReceivedUnixMicros > 0, "an accepted record has no time of reception");
            readings += record.ReadingCount;
        }
        return readings;
    }
}

/// <summary>JSON: a reading, an array, a block of columns.</summary>
internal sealed class JsonTelemetryTarget : TelemetryTarget
{
    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        Utf8("""{"asset":"D1","time":"2026-05-04T11:59:58Z","epoch":1,"sequence":0,"rotary_speed":118.9,"WOB":98000.25,"own":-0.5}"""),
        Utf8("""[{"time":1777895997000,"torque":1e3,"quality":"good"},"""
            + """{"asset":"D2","time":"2026-05-04T11:59:59.123456+02:00","hook_load":null}]"""),
        Utf8("{\"time\":\"2026-05-04T11:59:58Z\",\"torque\":1}\n{\"time\":\"2026-05-04T11:59:59Z\",\"torque\":2}\n"),
        Utf8("""{"asset":"D1","epoch":3,"sequence":10,"time":"2026-05-04T11:59:58Z","""
            + """ "intervalMicros":1000,"channels":{"rotary_speed":[1,2,null,4],"own":[5,6,7,8]}}"""),
        Utf8("""{"asset":"D3","times":["2026-05-04T11:59:58Z","2026-05-04T11:59:59Z"],"""
            + """ "channels":{"torque":[1,2]},"waveforms":[{"location":"bit","sampleRateHz":100,"samples":[1,2,3]}]}"""),
    ];

    public override IReadOnlyList<string> Words { get; } =
    [
        "asset", "time", "epoch", "sequence", "channels", "times", "interval", "quality", "waveforms", "rotary_speed", "WOB", "torque",
            "D1", "D2",
        "D9", "null", "true", "[1,2]", "{}", "\"time\":", ",\"asset\":\"D2\"", "2026-05-04T11:59:59Z", "1777895999",
            "1777895999000000000", "NaN",
    ];

    protected override PayloadFormat Format => PayloadFormats.All.Single(f => f.Name == "json");

    // Empty arrays.
    protected override bool IsEmpty(byte[] input) => string.Concat(Encoding.UTF8.GetString(input).Where(c => !char.IsWhiteSpace(c)
        && c != '\uFEFF'))
        .Replace("[]", "", StringComparison.Ordinal).Length == 0;
}

/// <summary>CSV with a header line.</summary>
internal sealed class CsvTelemetryTarget : TelemetryTarget
{
    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        Utf8("time,asset,epoch,sequence,rotary_speed,own\n2026-05-04T11:59:58Z,D1,1,0,118.9,1\n2026-05-04T11:59:59Z,D2,1,1,,2\n"),
        Utf8("time,torque\r\n1777895998,1e3\r\n1777895999000,-2\r\n"),
        Utf8("\"time\",\"a \"\"quoted\"\" name\"\n\"2026-05-04 11:59:58\",\"1.5\"\n2026-05-04 11:59:59,2\n"),
    ];

    public override IReadOnlyList<string> Words { get; } =
        ["time", "asset", "epoch", "sequence", "rotary_speed", "torque", "D1", "D2", "D9", "2026-05-04T11:59:59Z", "1777895999", "\"",
            ",,", "NaN"];

    protected override PayloadFormat Format => PayloadFormats.All.Single(f => f.Name == "csv");

    // A header alone.
    protected override bool IsEmpty(byte[] input) => Encoding.UTF8.GetString(input).Trim('\uFEFF').Split('\n', '\r')
        .Count(line => !string.IsNullOrWhiteSpace(line)) < 2;
}

/// <summary>Binary records; half of the mutations keep the checksum right, so that what follows it is reached.</summary>
internal sealed class BinaryTelemetryTarget : TelemetryTarget
{
    public override IReadOnlyList<byte[]> Seeds { get; } = [.. Records.All, [.. Records.All[0], .. Records.All[1]]];

    protected override PayloadFormat Format => PayloadFormats.All.Single(f => f.Name is not ("json" or "csv"));

    public override byte[] Mutate(byte[] input, Mutator mutator) => Records.Sealed(base.Mutate(input, mutator), mutator);
}

/// <summary>The codec itself: what decodes can be read everywhere, and encodes to the same bytes.</summary>
internal sealed class TelemetryCodecTarget : FuzzTarget
{
    public override string Name => "codec-telemetry-v1";

    public override IReadOnlyList<Type> Reads => [typeof(TelemetryRecordView), typeof(RecordFrame)];

    public override IReadOnlyList<byte[]> Seeds => Records.All;

    public override byte[] Mutate(byte[] input, Mutator mutator) => Records.Sealed(base.Mutate(input, mutator), mutator);

    public override string Read(byte[] input)
    {
        var frame = RecordFrame.Read(input);
        var status = TelemetryRecordView.TryDecode(input, out var view);
        if (status != DecodeStatus.Ok) return $"{status} {frame}";
        var (sum, record) = (0.0, Copy(view, out var canBeWritten));
        foreach (var value in view.Columns) sum += value;
        for (var i = 0; i < view.ReadingCount; i++) sum += view.TimeOf(i);
        if (!canBeWritten) return $"{status} {sum:R}";
        var encoded = TelemetryCodecV1.Encode(record);
        Require(TelemetryRecordView.TryDecode(encoded, out var again) == DecodeStatus.Ok,
            "what was decoded encodes to what does not decode");
        Require(again.AssetUtf8.SequenceEqual(view.AssetUtf8) && again.ReadingCount == view.ReadingCount && again.Epoch == view.Epoch
            && again.Sequence == view.Sequence && again.ChannelCount == view.ChannelCount && again.WaveformCount == view.WaveformCount,
            "decoded, encoded and decoded, the head is another");
        Require(again.Columns.SequenceEqual(view.Columns) || view.Columns.ContainsAnyExceptInRange(float.MinValue, float.MaxValue),
            "decoded, encoded and decoded, the values are others");
        return $"{status} {sum:R}";
    }

    private static TelemetryRecord Copy(in TelemetryRecordView view, out bool canBeWritten)
    {
        var record = new TelemetryRecord
        {
            Asset = Encoding.ASCII.GetString(view.AssetUtf8), ReadingCount = view.ReadingCount, Flags = view.Flags, Epoch = view.Epoch,
            Sequence = view.Sequence, EventTimeUnixMicros = view.EventTimeUnixMicros, ReceivedUnixMicros = view.ReceivedUnixMicros,
            IntervalMicros = view.IntervalMicros, Times = view.Times.IsEmpty ? null : view.Times.ToArray(),
        };
        canBeWritten = true;
        for (var c = 0; c < view.ChannelCount; c++)
        {
            var (id, name) = (view.ChannelId(c), Encoding.UTF8.GetString(view.ChannelNameUtf8(c)));
            canBeWritten &= id < StandardChannels.All.Count
                || id == TelemetryCodecV1.NamedChannel; // a later build's channel is kept as it is
            record.Columns.Add(new TelemetryColumn(id, name, view.Column(c).ToArray(), view.Quality(c)));
        }
        for (var w = 0; w < view.WaveformCount; w++)
        {
            var waveform = view.Waveform(w);
            record.Waveforms.Add(new TimeWaveform(Encoding.ASCII.GetString(waveform.LocationUtf8), waveform.SampleRateHz,
                waveform.StartUnixMicros,
                waveform.Samples.ToArray()));
        }
        return record;
    }
}

/// <summary>Dead letters.</summary>
internal sealed class DeadLetterTarget : FuzzTarget
{
    public override string Name => "codec-dead-letter-v1";

    public override IReadOnlyList<Type> Reads => [typeof(DeadLetterCodecV1)];

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        DeadLetterCodecV1.Encode(new DeadLetterRecord
        {
            ReceivedUnixMicros = 1_777_895_999_000_000, Reason = DeadLetterReason.NoValues, Detail = "nothing, é", Asset = "D1",
                Source = "mqtt a/b",
            Sequenced = true, Epoch = 4, Sequence = 5, Readings = 6, PayloadBytes = 100, Payload = new byte[] { 1, 2, 3 },
        }),
        DeadLetterCodecV1.Encode(new DeadLetterRecord
        {
            ReceivedUnixMicros = 1, Reason = DeadLetterReason.UnknownFormat, Detail = "", PayloadBytes = 0,
                Payload = ReadOnlyMemory<byte>.Empty,
        }),
    ];

    public override byte[] Mutate(byte[] input, Mutator mutator) => Records.Sealed(base.Mutate(input, mutator), mutator);

    public override string Read(byte[] input)
    {
        if (!DeadLetterCodecV1.TryDecode(input, out var letter)) return "none";
        Require(DeadLetterCodecV1.TryDecode(DeadLetterCodecV1.Encode(letter), out var again), "a decoded letter encodes to none");
        Require(again! with { Payload = default, Detail = "", Source = "" } == letter with { Payload = default, Detail = "", Source = "" }
            && again!.Payload.Span.SequenceEqual(letter.Payload.Span[..again.Payload.Length]),
                "decoded, encoded and decoded, it is another letter");
        return $"{letter.Reason} {letter.Asset.Length} {letter.Payload.Length}";
    }
}

/// <summary>Records of codec V1.</summary>
internal static class Records
{
    private const long Time = 1_777_895_990_000_000;
    private const int LengthAt = 52; // of records and of dead letters

    public static IReadOnlyList<byte[]> All { get; } =
    [
        TelemetryCodecV1.Encode(new TelemetryRecord
        {
            Asset = "D1", ReadingCount = 3, Flags = RecordFlags.Sequenced, Epoch = 1, Sequence = 7, EventTimeUnixMicros = Time,
                IntervalMicros = 1000,
            Columns = [new(0, "", [1, 2, float.NaN]), new(TelemetryCodecV1.NamedChannel, "own", [4, 5, 6], ChannelQuality.SomeMissing)],
        }),
        TelemetryCodecV1.Encode(new TelemetryRecord
        {
            Asset = "D2", ReadingCount = 2, Flags = RecordFlags.Sequenced | RecordFlags.HasTimes, Epoch = 2, EventTimeUnixMicros = Time,
            Times = [Time, Time + 5], Columns = [new(1, "", [1, 2]), new(5, "", [1, 2])],
        }),
        TelemetryCodecV1.Encode(new TelemetryRecord
        {
            Asset = "D3", ReadingCount = 1, Flags = RecordFlags.Block, EventTimeUnixMicros = Time, IntervalMicros = 1_000_000,
            Columns = [new(2, "", [9])], Waveforms = [new("bit", 25_600, Time, [1, -1, 0.5f]), new("top", 100, Time, [2])],
        }),
    ];

    /// <summary>Makes the stated length and the checksum right again, three times out of four.</summary>
    public static byte[] Sealed(byte[] record, Mutator mutator)
    {
        if (record.Length < TelemetryCodecV1.MinRecordBytes || mutator.Next(4) == 0) return record;
        if (mutator.Next(4) > 0) BitConverter.TryWriteBytes(record.AsSpan(LengthAt), record.Length);
        TelemetryCodecV1.Seal(record);
        return record;
    }
}
