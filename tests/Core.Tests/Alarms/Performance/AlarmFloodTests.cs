using Maintenance.Core.Tables;
using static Maintenance.Core.Tests.Alarms.Performance.AlarmRows;

namespace Maintenance.Core.Tests.Alarms.Performance;

/// <summary>Floods start with more than ten in ten minutes and end with fewer than five.</summary>
public sealed class AlarmFloodTests
{
    [Fact]
    public void Ten_in_ten_minutes_are_no_flood_and_eleven_are()
    {
        Figures(Burst(10), Window(1)).Floods.ShouldBe(0);
        var figures = Figures(Burst(11), Window(1));
        figures.Floods.ShouldBe(1);
        figures.ShareOverTen.ShouldBe(1 / 6.0);
        figures.PeakPerTenMinutes.ShouldBe(11);
    }

    [Fact]
    public void A_flood_has_beginning_end_number_and_peak()
    {
        // 20 alarms in the sixth minute, then 6 in the tenth: 26 in ten minutes; the rate falls below 5 when these have left, minute 20.
        var flood = Figures([.. Burst(20, at: 330), .. Burst(6, at: 600, from: 20)], Window(1)).WorstFloods.ShouldHaveSingleItem();
        flood.FromUnixMicros.ShouldBe(At(300));
        flood.UntilUnixMicros.ShouldBe(At(1_200));
        (flood.Alarms, flood.Peak).ShouldBe((26, 26));
    }

    [Fact]
    public void It_goes_on_while_five_come_in_ten_minutes()
    {
        var rows = Burst(12).Concat(Enumerable.Range(0, 20).SelectMany(i => Burst(1, at: 120 * (i + 1), from: 100 + i)));
        var figures = Figures(rows, Window(2));
        figures.Floods.ShouldBe(1);
        // One every two minutes until 2,400 s: five in ten minutes up to minute 41, four in the next.
        figures.WorstFloods[0].UntilUnixMicros.ShouldBe(At(42 * 60));
        figures.FloodShare.ShouldBe(42 / 120.0, 1e-12);
    }

    [Fact]
    public void Two_operators_bear_twice_as_much()
    {
        Figures(Burst(20), Window(1, operators: 2)).Floods.ShouldBe(0);
        Figures(Burst(21), Window(1, operators: 2)).Floods.ShouldBe(1);
        Figures(Burst(21), Window(1, operators: 2)).PeakPerTenMinutes.ShouldBe(10.5);
    }

    [Fact]
    public void A_flood_across_the_bounds_of_intervals_is_seen()
    {
        var figures = Figures([.. Burst(6, at: 590), .. Burst(6, at: 610, from: 6)], Window(1));
        figures.ShareOverTen.ShouldBe(0, "each interval has six");
        figures.Floods.ShouldBe(1);
    }

    [Fact]
    public void One_that_does_not_end_lasts_to_the_end_of_the_window()
    {
        var flood = Figures(Burst(12, at: 3_599), Window(1)).WorstFloods.ShouldHaveSingleItem();
        flood.UntilUnixMicros.ShouldBe(At(3_600));
    }

    private static IEnumerable<AlarmEventRow> Burst(int count, double at = 0, int from = 0) =>
        Enumerable.Range(from, count).SelectMany(i => Live($"drill-{i}", "hot", at, at + 60));
}
