using Maintenance.Core.Conditions;
using Maintenance.Simulator.Physics;

namespace Maintenance.Simulator.Tests.Physics;

public sealed class FaultTests
{
    private const long Minute = 60_000_000;
    private static readonly Fault Fault = new(FailureModes.Imbalance, Fleets.Start, TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(10),
        TimeSpan.FromMinutes(2));

    [Fact]
    public void Failures_and_repairs_lie_where_severity_reaches_one_and_falls_to_nought()
    {
        var events = Fault.EventsBetween(Fleets.Start - Minute, Fleets.Start + (45 * Minute)).ToList();
        events.ShouldBe([.. new[] { 13, 15, 28, 30, 43, 45 }.Select((m, i) => (Fleets.Start + (m * Minute), i % 2 == 1))]);
        foreach (var (at, isRepair) in events)
        {
            (Fault.SeverityAt(at - 1) < 1).ShouldBe(!isRepair);
            Fault.SeverityAt(at).ShouldBe(isRepair ? 0 : 1);
        }
    }

    [Fact]
    public void Asked_piece_by_piece_no_event_is_missed_or_told_twice()
    {
        var end = Fleets.Start + (100 * Minute);
        var pieces = new List<(long, bool)>();
        var random = new Random(5);
        for (long at = Fleets.Start - Minute, next; at < end; at = next)
        {
            next = Math.Min(end, at + random.NextInt64(1, 4) * Minute);
            pieces.AddRange(Fault.EventsBetween(at, next));
        }
        pieces.ShouldBe(Fault.EventsBetween(Fleets.Start - Minute, end));
    }
}
