using Maintenance.Core.Channels;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Queries;

namespace Maintenance.Api.Tests;

/// <summary>Charts are drawn from statistics of blocks where they tell as much as the readings, and from the readings elsewhere.</summary>
public sealed class ChannelHistoryTests(TwoRegionsFixture fixture) : IClassFixture<TwoRegionsFixture>
{
    private static readonly Channel Torque = StandardChannels.All[StandardChannels.Torque];

    private IConditionStore Store => fixture.Host.Store;

    [Theory]
    [InlineData("second", 1, 100)]
    [InlineData("tens", 10, 30)]
    [InlineData("long", 60, 100)]
    [InlineData("old", 1, 100)]
    public async Task Blocks_of_any_length_and_age_give_the_chart_of_the_readings(string asset, int blockSeconds, int points)
    {
        await WriteAsync(asset, blockSeconds, withStatistics: asset != "old", shift: 0);

        var chart = await AskAsync(asset, points);

        var width = BucketWidth.Choose(Range, points);
        var expected = Enumerable.Range(0, 2400).GroupBy(i => (UnixMicros.Of(Rows.Noon) + i * 100_000L) / width).ToArray();
        chart.BucketStarts.ShouldBe(expected.Select(b => b.Key * width));
        var series = chart.Series.ShouldHaveSingleItem();
        series.Minima.ShouldBe(expected.Select(b => b.Min(ValueOf)));
        series.Maxima.ShouldBe(expected.Select(b => b.Max(ValueOf)));
        for (var i = 0; i < expected.Length; i++) ((double)series.Means[i]).ShouldBe(expected[i].Average(ValueOf), 0.01);
    }

    [Fact]
    public async Task Long_stretches_read_blocks_and_close_views_read_readings()
    {
        // Statistics that no reading has tell which of both was read.
        await WriteAsync("shifted", blockSeconds: 1, withStatistics: true, shift: 1_000_000);

        (await AskAsync("shifted", points: 100)).Series.Single().Maxima.Min().ShouldBeGreaterThan(900_000);
        (await AskAsync("shifted", points: 2000)).Series.Single().Maxima.Max().ShouldBeLessThan(900_000);
    }

    [Fact]
    public async Task A_correction_of_a_block_replaces_its_statistics_and_missing_channels_weigh_nothing()
    {
        var second = TimeSpan.FromSeconds(1);
        var batch = new TableBatch(StoreTables.Descriptor)
            .AddBlock("corrected", Rows.Noon, second, 10, Torque, (1, 900, 500))
            .AddBlock("corrected", Rows.Noon, second, 10, Torque, (10, 30, 20), knownAt: Rows.Noon.AddSeconds(9))
            .AddBlock("corrected", Rows.Noon.AddSeconds(1), second, 30, Torque, (40, 80, 60))
            .AddBlock("corrected", Rows.Noon.AddSeconds(2), second, 1000, StandardChannels.All[StandardChannels.RotarySpeed], (5, 5, 5));
        await Store.CommitAsync(new StoreCommit { Batches = [batch] }, CancellationToken.None);

        var chart = await AskAsync("corrected", points: 30);

        var torque = chart.Series.Single(s => s.Name == "torque");
        (torque.Minima.Single(), torque.Maxima.Single(), torque.Means.Single()).ShouldBe((10, 80, 50));
        var newest = await NewestValuesQuery.RunAsync(Store, "corrected", UnixMicros.Of(Rows.Noon.AddSeconds(2)), CancellationToken.None);
        newest.Select(v => (v.Channel.Name, v.Value, UnixMicros.ToUtc(v.EventTimeUnixMicros))).ShouldBe(
            [("rotary_speed", 5, Rows.Noon.AddSeconds(2)), ("torque", 60, Rows.Noon.AddSeconds(1))]);
    }

    private static TimeRange Range => new(UnixMicros.Of(Rows.Noon), UnixMicros.Of(Rows.Noon.AddMinutes(4)));

    private Task<ChannelHistory> AskAsync(string asset, int points) =>
        ChannelHistoryQuery.RunAsync(Store, asset, Range, points, StandardChannels.All, CancellationToken.None);

    // 10 Hz for four minutes.
    private static float ValueOf(int i) => 14_000 + 100 * MathF.Sin(i / 7f) + (i == 1234 ? 50_000 : 0);

    private async Task WriteAsync(string asset, int blockSeconds, bool withStatistics, double shift)
    {
        var (readings, blocks) = (new TableBatch(StoreTables.Reading), new TableBatch(StoreTables.Descriptor));
        for (var i = 0; i < 2400; i++) readings.AddReading(asset, Rows.Noon.AddSeconds(i / 10.0), (StandardChannels.Torque, ValueOf(i)));
        for (var first = 0; first < 2400; first += 10 * blockSeconds)
        {
            var values = Enumerable.Range(first, 10 * blockSeconds).Select(ValueOf).ToArray();
            (double, double, double)? statistics = withStatistics
                ? (values.Min() + shift, values.Max() + shift, values.Average(v => (double)v) + shift) : null;
            blocks.AddBlock(asset, Rows.Noon.AddSeconds(first / 10.0), TimeSpan.FromSeconds(blockSeconds), values.Length, Torque,
                statistics);
        }
        await Store.CommitAsync(new StoreCommit { Batches = [readings, blocks] }, CancellationToken.None);
    }
}
