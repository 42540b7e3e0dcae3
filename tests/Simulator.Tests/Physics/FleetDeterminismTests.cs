using Maintenance.Core.Channels;
using Maintenance.Core.Telemetry;
using Maintenance.Simulator.Physics;

namespace Maintenance.Simulator.Tests.Physics;

public sealed class FleetDeterminismTests
{
    private static readonly FleetOptions Options = new() { Seed = 7, Assets = 10, StartUnixMicros = Fleets.Start };

    [Fact]
    public void Blocks_are_the_same_bytes_in_any_order_and_on_any_thread()
    {
        var times = Enumerable.Range(0, 150).Select(i => Fleets.Start + i * 1_000_000L).ToArray();
        var forward = SimulatedFleet.Create(Options);
        var expected = times.Select(t => TelemetryCodecV1.Encode(forward.GenerateBlock(3, t))).ToArray();

        var shared = SimulatedFleet.Create(Options);
        var found = new byte[times.Length][];
        Parallel.For(0, times.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
        {
            var at = times.Length - 1 - i;
            found[at] = TelemetryCodecV1.Encode(shared.GenerateBlock(3, times[at]));
        });

        for (var i = 0; i < times.Length; i++) found[i].AsSpan().SequenceEqual(expected[i]).ShouldBeTrue($"block {i}");
    }

    [Fact]
    public void Same_seed_gives_the_bytes_of_the_golden_checksum()
    {
        // CRC-32C over the checksums of 10 drills × 6 blocks spread over a day. It changes only with the physics: then say so in the
        // commit.
        var fleet = SimulatedFleet.Create(Options);
        var sums = new List<byte>();
        for (var asset = 0; asset < 10; asset++)
            for (var i = 0; i < 6; i++)
                sums.AddRange(TelemetryCodecV1.Encode(fleet.GenerateBlock(asset, Fleets.Start + i * 14_400 * 1_000_000L))[^4..]);
        Crc32C.Compute(sums.ToArray()).ToString("x8").ShouldBe("62509211");
    }

    [Fact]
    public void Another_seed_gives_other_bytes()
    {
        var a = SimulatedFleet.Create(Options).GenerateBlock(0, Fleets.Start);
        var b = SimulatedFleet.Create(new FleetOptions { Seed = 8, Assets = 10, StartUnixMicros = Fleets.Start })
            .GenerateBlock(0, Fleets.Start);
        TelemetryCodecV1.Encode(a).ShouldNotBe(TelemetryCodecV1.Encode(b));
    }

    [Fact]
    public void Sequences_of_consecutive_blocks_join_without_gap()
    {
        var fleet = SimulatedFleet.Create(Options);
        for (var i = 0; i < 20; i++)
        {
            var block = fleet.GenerateBlock(1, Fleets.Start + i * 1_000_000L);
            block.Sequence.ShouldBe(i * 10L);
            block.Epoch.ShouldBe(Fleets.Start);
            block.ReadingCount.ShouldBe(10);
        }
    }

    [Fact]
    public void Ids_are_unique_and_places_lie_on_the_globe()
    {
        var fleet = SimulatedFleet.Create(new FleetOptions { Assets = 400 });
        fleet.Assets.Select(a => a.Id.Value).Distinct().Count().ShouldBe(400);
        fleet.Assets.Select(a => a.Region).Distinct().Count().ShouldBe(5);
        foreach (var asset in fleet.Assets)
        {
            asset.LatitudeDeg.ShouldBeInRange(-60, 75);
            asset.LongitudeDeg.ShouldBeInRange(-180, 180);
            asset.BitDiameterM.ShouldBeInRange(0.15, 0.5);
        }
    }

    [Fact]
    public void A_drill_states_the_bearing_that_its_waveforms_come_from()
    {
        var location = SimulatedFleet.Create(Options).Assets[0].Locations.ShouldNotBeNull().ShouldHaveSingleItem();
        (location.Name, location.TurnsPerStringTurn, location.GearTeeth)
            .ShouldBe((BearingWaveform.Location, DrillMachine.GearRatio, DrillMachine.PinionTeeth));
        location.Bearing!.OuterRaceOrder.ShouldBe(DrillMachine.OuterRaceOrder, 1e-12);
        location.Bearing.InnerRaceOrder.ShouldBe(DrillMachine.InnerRaceOrder, 1e-12);
    }

    [Fact]
    public void Values_lie_inside_their_channels_ranges_and_few_are_missing()
    {
        var fleet = SimulatedFleet.Create(Options);
        long values = 0, missing = 0;
        for (var asset = 0; asset < 10; asset++)
            for (var i = 0; i < 40; i++)
                foreach (var column in fleet.GenerateBlock(asset, Fleets.Start + i * 1_987 * 1_000_000L).Columns)
                {
                    var channel = StandardChannels.All[column.ChannelId];
                    foreach (var value in column.Values)
                    {
                        values++;
                        if (float.IsNaN(value)) missing++;
                        else value.ShouldBeInRange(channel.Min, channel.Max, channel.Name);
                    }
                }
        ((double)missing / values).ShouldBeInRange(0.00001, 0.01);
    }
}
