using System.Text;
using System.Text.RegularExpressions;
using Maintenance.Core.Channels;
using Maintenance.Core.Telemetry;

namespace Maintenance.Core.Tests.Telemetry;

/// <summary>The worked example of docs/formats/telemetry-v1.md is a record of this codec and holds what the page says.</summary>
public sealed partial class TelemetryV1DocumentTests
{
    private static readonly string Page = File.ReadAllText(Find("docs/formats/telemetry-v1.md"));

    [Fact]
    public void The_example_of_the_page_decodes_to_the_stated_values()
    {
        var bytes = ExampleBytes();
        TelemetryRecordView.TryDecode(bytes, out var view).ShouldBe(DecodeStatus.Ok);
        Encoding.ASCII.GetString(view.AssetUtf8).ShouldBe("WORKSHOP-D1");
        view.Flags.ShouldBe(RecordFlags.Sequenced | RecordFlags.HasTimes);
        (view.Epoch, view.Sequence, view.ReadingCount).ShouldBe((1_777_896_000L, 4200L, 2));
        (view.EventTimeUnixMicros, view.ReceivedUnixMicros, view.IntervalMicros).ShouldBe((1_777_896_000_000_000L, 0L, 0u));
        (view.TimeOf(0), view.TimeOf(1)).ShouldBe((1_777_896_000_000_000L, 1_777_896_001_250_000L));
        view.ChannelCount.ShouldBe(2);
        view.ChannelId(0).ShouldBe(StandardChannels.RotarySpeed);
        view.Column(0).ToArray().ShouldBe([118.5f, 120f]);
        view.Quality(0).ShouldBe(ChannelQuality.Good);
        view.ChannelId(1).ShouldBe(TelemetryCodecV1.NamedChannel);
        Encoding.UTF8.GetString(view.ChannelNameUtf8(1)).ShouldBe("pump_strokes");
        view.Column(1)[0].ShouldBe(77f);
        view.Column(1)[1].ShouldBe(float.NaN);
        view.Quality(1).ShouldBe(ChannelQuality.SomeMissing);
        view.WaveformCount.ShouldBe(1);
        var waveform = view.Waveform(0);
        Encoding.ASCII.GetString(waveform.LocationUtf8).ShouldBe("top-drive-bearing");
        (waveform.SampleRateHz, waveform.StartUnixMicros).ShouldBe((25_600f, 1_777_896_000_000_000L));
        waveform.Samples.ToArray().ShouldBe([0.5f, -0.25f, 0.125f]);
    }

    [Fact]
    public void The_codec_writes_the_example_of_the_page_byte_for_byte() => Convert.ToHexStringLower(TelemetryCodecV1.Encode(Example()))
        .ShouldBe(Convert.ToHexStringLower(ExampleBytes()));

    [Fact]
    public void Standard_channels_have_the_numbers_of_the_page() =>
        ChannelRow().Matches(Page).Select(m => (int.Parse(m.Groups["id"].ValueSpan), m.Groups["name"].Value, m.Groups["unit"].Value))
            .ShouldBe(StandardChannels.All.Select(c => (c.Id, c.Name, c.Unit)));

    private static TelemetryRecord Example() => new()
    {
        Asset = "WORKSHOP-D1",
        Flags = RecordFlags.Sequenced | RecordFlags.HasTimes,
        Epoch = 1_777_896_000,
        Sequence = 4200,
        EventTimeUnixMicros = 1_777_896_000_000_000,
        ReadingCount = 2,
        Times = [1_777_896_000_000_000, 1_777_896_001_250_000],
        Columns =
        [
            new TelemetryColumn(StandardChannels.RotarySpeed, "", [118.5f, 120f]),
            new TelemetryColumn(TelemetryCodecV1.NamedChannel, "pump_strokes", [77f, float.NaN], ChannelQuality.SomeMissing),
        ],
        Waveforms = [new TimeWaveform("top-drive-bearing", 25_600, 1_777_896_000_000_000, [0.5f, -0.25f, 0.125f])],
    };

    // Lines of the block: address, up to 16 bytes in hexadecimal, two blanks, words.
    private static byte[] ExampleBytes() =>
        [.. HexLine().Matches(Page).SelectMany(m =>
            Convert.FromHexString(m.Groups["bytes"].Value.Replace(" ", "", StringComparison.Ordinal)))];

    private static string Find(string relative)
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "Maintenance.sln"))) return Path.Combine(at.FullName, relative);
        throw new FileNotFoundException("No Maintenance.sln above the tests.");
    }

    [GeneratedRegex(@"^[0-9a-f]{4}  (?<bytes>[0-9a-f]{2}( [0-9a-f]{2})*)(  .*)?$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex HexLine();

    [GeneratedRegex(@"^\| (?<id>\d+) \| `(?<name>\w+)` \| (?<unit>\S+) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex ChannelRow();
}
