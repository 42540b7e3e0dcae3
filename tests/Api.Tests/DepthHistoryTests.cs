using Maintenance.Core.Channels;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Queries;

namespace Maintenance.Api.Tests;

/// <summary>Channels by depth: only with the bit on bottom, and of what was drilled twice the second time.</summary>
public sealed class DepthHistoryTests(TwoRegionsFixture fixture) : IClassFixture<TwoRegionsFixture>
{
    private static readonly Channel Torque = StandardChannels.All[StandardChannels.Torque];

    private static TimeRange Range => TimeRange.EndingAt(UnixMicros.Of(Rows.Noon.AddHours(2)), TimeSpan.FromHours(3));

    [Fact]
    public async Task A_sidetrack_replaces_what_it_drilled_again_and_off_bottom_is_left_out()
    {
        await WriteAsync("sidetracked", sendsBit: true);

        var all = await AskAsync("sidetracked", wanted: null, points: 20);

        all.Channels.BucketMicros.ShouldBe(DepthRange.Metre);
        all.Channels.BucketStarts.ShouldBe(Enumerable.Range(1000, 20).Select(m => m * DepthRange.Metre));
        all.Shown.Top.ShouldBe(1000 * DepthRange.Metre);
        all.OffBottom.TotalSeconds.ShouldBe(500, 30);
        var torque = all.Channels.Series.ShouldHaveSingleItem();
        for (var i = 0; i < 20; i++)
        {
            var isAgain = i is >= 5 and < 12;
            all.Times[i].ShouldBe(isAgain ? 2 : 1, $"{1000 + i} m");
            torque.Means[i].ShouldBeInRange(isAgain ? 5000 : 0, isAgain ? 7100 : 1021, "9999 off bottom is never shown");
        }
        all.DrilledUnixMicros[6].ShouldBeGreaterThan(all.DrilledUnixMicros[19]);

        // Closer, the same in finer buckets.
        var close = await AskAsync("sidetracked", DepthRange.OfMetres(1006, 1008), points: 20);
        close.Channels.BucketMicros.ShouldBe(DepthRange.Metre / 10);
        close.Times.ShouldAllBe(t => t == 2);
        close.Channels.Series.Single().Means.ShouldAllBe(v => v > 5000);
        close.Channels.BucketStarts.ShouldAllBe(d => d >= 1006 * DepthRange.Metre && d < 1008 * DepthRange.Metre);
    }

    [Fact]
    public async Task Without_a_bit_depth_it_counts_where_the_hole_gets_deeper_and_without_a_hole_depth_nothing_does()
    {
        await WriteAsync("no-bit", sendsBit: false);
        (await AskAsync("no-bit", wanted: null, points: 20)).Channels.Series.Single().Maxima.Max().ShouldBeLessThan(9000);
        var none = await AskAsync("nobody", wanted: null, points: 20);
        none.HasDepths.ShouldBeFalse();
        none.Channels.BucketStarts.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("top=5&bottom=4", "top")]
    [InlineData("top=deep&bottom=4", "top")]
    [InlineData("top=1&bottom=99999", "bottom")]
    [InlineData("channels=torque,gas_ppm", "channels")]
    public async Task What_cannot_be_shown_is_refused_by_name(string query, string name)
    {
        using var client = fixture.Host.Program();
        var answer = await client.GetAsync($"/api/v1/assets/{TwoRegionsFixture.North}/channels/by-depth?{query}");
        ((int)answer.StatusCode).ShouldBe(400);
        (await answer.Content.ReadAsStringAsync()).ShouldContain($"{name}: ");
    }

    private Task<DepthHistory> AskAsync(string asset, DepthRange? wanted, int points) =>
        DepthHistoryQuery.RunAsync(fixture.Host.Store, asset, Range, wanted, points, [Torque], CancellationToken.None);

    // A reading every ten seconds: 10 m, off bottom, 10 m more, and from 5 m below the start 7 m again.
    private async Task WriteAsync(string asset, bool sendsBit)
    {
        var readings = new TableBatch(StoreTables.Reading);
        var time = Rows.Noon;
        for (var i = 0; i < 100; i++) Add(1000 + i / 10.0, isOn: true, more: 0);
        for (var i = 0; i < 50; i++) Add(1009.9, isOn: false, more: 0);
        for (var i = 100; i < 200; i++) Add(1000 + i / 10.0, isOn: true, more: 0);
        for (var i = 50; i < 120; i++) Add(1000 + i / 10.0, isOn: true, more: 5000);
        await fixture.Host.Store.CommitAsync(new StoreCommit { Batches = [readings] }, CancellationToken.None);

        void Add(double hole, bool isOn, double more)
        {
            var (depth, torque) = ((float)hole, isOn ? (float)(hole - 0.5 + more) : 9999f);
            if (sendsBit)
                readings.AddReading(asset, time, (StandardChannels.HoleDepth, depth),
                    (StandardChannels.BitDepth, isOn ? depth : depth - 100), (StandardChannels.Torque, torque));
            else readings.AddReading(asset, time, (StandardChannels.HoleDepth, depth), (StandardChannels.Torque, torque));
            time = time.AddSeconds(10);
        }
    }
}
