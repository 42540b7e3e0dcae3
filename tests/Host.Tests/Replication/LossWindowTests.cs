using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Maintenance.Host.Replication;
using Maintenance.Host.Tests.Verification;
using Maintenance.Scoring.Workers;

namespace Maintenance.Host.Tests.Replication;

/// <summary>What a promoted store lacks is what is in the log from its offsets on.</summary>
public sealed class LossWindowTests
{
    private static readonly string[] Assets = ["LW-1", "LW-2", "LW-3", "LW-4", "LW-5"];
    private static readonly string Reader = new ScoringOptions().Reader;

    [Fact]
    public async Task It_counts_what_came_after_the_offsets_and_nothing_of_what_the_store_holds()
    {
        await using var plant = await SwapPlant.OpenAsync(Assets);
        await plant.AppendAsync(Assets, 0, 10);
        var held = Offsets(plant);
        await plant.AppendAsync(Assets, 10, 14);

        var window = await LossWindow.MeasureAsync(plant.Log, Reader, held, CancellationToken.None);
        (window.Records, window.Readings, window.Removed).ShouldBe((20L, 20L * SwapPlant.ReadingsOfBlock, 0L));
        (window.From, window.To).ShouldNotBe((null, null));
        window.Seconds.ShouldBe((window.To!.Value - window.From!.Value).TotalSeconds);

        var nothing = await LossWindow.MeasureAsync(plant.Log, Reader, Offsets(plant), CancellationToken.None);
        nothing.ShouldBe(new LossWindow(0, 0, null, null, 0));
        (await LossWindow.MeasureAsync(plant.Log, "another reader", held, CancellationToken.None)).Records.ShouldBe(70);
    }

    private static (OffsetKey, long)[] Offsets(SwapPlant plant) =>
        [.. Enumerable.Range(0, SwapPlant.Partitions).Select(p => (new OffsetKey(Reader, Topics.Telemetry, p), plant.End(p)))];
}
