using System.Text;
using Maintenance.Core.Telemetry;
using Maintenance.Simulator.Load;

namespace Maintenance.Simulator.Tests.Load;

public sealed class LoadGeneratorTests
{
    private static readonly LoadGeneratorOptions Options =
        new() { Assets = 5, ReadingsPerRecord = 50, IntervalMicros = 20_000, StartUnixMicros = 1_700_000_000_000_000, Epoch = 77 };

    [Fact]
    public void Records_are_valid_and_follow_on_from_each_other()
    {
        var generator = new LoadGenerator(Options);
        var buffer = new byte[generator.RecordBytes];
        for (var record = 0; record < 40; record++)
            for (var asset = 0; asset < 5; asset++)
            {
                var written = generator.NextRecord(asset, buffer);
                TelemetryRecordView.TryDecode(buffer.AsSpan(0, written), out var view).ShouldBe(DecodeStatus.Ok);
                Encoding.ASCII.GetString(view.AssetUtf8).ShouldBe(generator.Assets[asset].Id.Value);
                view.Epoch.ShouldBe(77);
                view.Sequence.ShouldBe(record * 50L);
                view.EventTimeUnixMicros.ShouldBe(1_700_000_000_000_000 + record * 1_000_000L);
                view.ReadingCount.ShouldBe(50);
                view.ChannelCount.ShouldBe(12);
                for (var c = 0; c < 12; c++)
                    foreach (var value in view.Column(c)) float.IsFinite(value).ShouldBeTrue();
            }
    }

    [Fact]
    public void Filling_a_record_allocates_nothing()
    {
        var generator = new LoadGenerator(Options);
        var buffer = new byte[generator.RecordBytes];
        var i = 0;
        Allocated.By(() => generator.NextRecord(i++ % 5, buffer), times: 1_000).ShouldBe(0);
    }
}
