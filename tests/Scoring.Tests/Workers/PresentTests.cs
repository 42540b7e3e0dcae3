using Maintenance.Core.Feed;
using Maintenance.Core.Ports;
using Maintenance.Core.Telemetry;
using Maintenance.Scoring.Tests.Pipeline;

namespace Maintenance.Scoring.Tests.Workers;

/// <summary>What a drill's present is when its clock runs ahead: in the store, the feed and the account, and after a restart.</summary>
public sealed class PresentTests(DuckDbFixture fixture) : IClassFixture<DuckDbFixture>
{
    private const int Ahead = 170;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stray_block_ahead_hides_none_of_those_after_it(bool isLoose)
    {
        var lab = new Lab(fixture.Store) { Model = new StepModel(smooth: true) };
        var (asset, updates) = (Lab.NewName("stray"), new List<AssetUpdate>());
        using var subscription = lab.Feed.Subscribe(updates.AddRange);
        var stray = Record(asset, isLoose, 30 + Ahead, 32);
        // A worker is started anew after the stray block, and again while the windows that hold later blocks reach it.
        await lab.RunAsync([[.. Run(0, 30), stray], Run(31, 60), Run(61, 180)]);
        (await PresentAsync(asset)).ShouldBe(Records.Start + 179 * Records.Second);
        updates[^1].EventTimeUnixMicros.ShouldBe(Records.Start + 179 * Records.Second);
        updates[^1].NewestStampUnixMicros.ShouldBe(Records.Start + (30 + Ahead) * Records.Second, "the stray block is kept, and told");
        updates.ShouldAllBe(u => u.EventTimeUnixMicros < Records.Start + 180 * Records.Second);
        (await LateAsync(asset)).ShouldBe(0, "nothing came late but the time that is wrong");

        IReadOnlyList<TelemetryRecord> Run(int from, int end) =>
            [.. Enumerable.Range(from, end - from).Select(s => Record(asset, isLoose, s, s + 2))];
    }

    [Fact]
    public async Task A_drill_whose_clock_is_always_ahead_is_seen_live()
    {
        var lab = new Lab(fixture.Store);
        var (asset, updates) = (Lab.NewName("ahead"), new List<AssetUpdate>());
        using var subscription = lab.Feed.Subscribe(updates.AddRange);
        await lab.RunAsync([[.. Enumerable.Range(0, 90).Select(s => Record(asset, isLoose: false, s + Ahead, s + 1))]], recordsPerRead: 7);
        (await PresentAsync(asset)).ShouldBe(Records.Start + (89 + Ahead) * Records.Second);
        updates.Select(u => u.EventTimeUnixMicros).ShouldBeInOrder();
        updates[^1].EventTimeUnixMicros.ShouldBe(Records.Start + (89 + Ahead) * Records.Second);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_block_of_the_past_is_told_once_beside_the_present_which_stays(bool isLoose)
    {
        var lab = new Lab(fixture.Store);
        var (asset, updates) = (Lab.NewName("past"), new List<AssetUpdate>());
        using var subscription = lab.Feed.Subscribe(updates.AddRange);
        await lab.RunAsync(
            [[.. Enumerable.Range(0, 60).Where(s => s != 20).Select(s => Record(asset, isLoose, s, s + 2))]], recordsPerRead: 5);
        updates.Select(u => u.EventTimeUnixMicros).ShouldBeInOrder(SortDirection.Ascending, "what comes in order changes no past");
        updates.Clear();
        await lab.RunAsync([[Record(asset, isLoose, 60, 70), Record(asset, isLoose, 20, 71), Record(asset, isLoose, 61, 72)]]);
        var told = updates.Select(u => (u.EventTimeUnixMicros - Records.Start) / Records.Second).ToArray();
        told.Count(t => t == 20).ShouldBe(1);
        told.Where(t => t != 20).Max().ShouldBe(61);
        updates.Single(u => u.EventTimeUnixMicros == Records.Start + (20 * Records.Second)).Channels.ShouldBeEmpty();
    }

    private static TelemetryRecord Record(string asset, bool isLoose, int second, int received)
    {
        var (time, at) = (second * Records.Second, Records.Start + received * Records.Second);
        return isLoose
            ? Records.Loose(asset, [time, time + 400_000], at)
            : Records.Block(asset, second, received: at);
    }

    private Task<long> PresentAsync(string asset) =>
        NumberAsync("SELECT epoch_us(event_time) FROM assessment_latest WHERE asset = ?", asset);

    private Task<long> LateAsync(string asset) => NumberAsync("SELECT late FROM completeness WHERE asset = ?", asset);

    private async Task<long> NumberAsync(string sql, string asset) =>
        (long)(await fixture.Store.QueryAsync(new StoreQuery(sql, asset), CancellationToken.None)).Rows.ShouldHaveSingleItem()[0]!;
}
