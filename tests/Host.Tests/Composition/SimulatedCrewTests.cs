using Maintenance.Core.Conditions;
using Maintenance.Core.Ports;
using Maintenance.Host.Composition;
using Maintenance.Simulator;
using Maintenance.Simulator.Physics;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Maintenance.Host.Tests.Composition;

/// <summary>The simulated fleet's failures and repairs come into the store as a crew would record them.</summary>
public sealed class SimulatedCrewTests : StoreOfItsOwn
{
    private static readonly DateTimeOffset Start = new(2026, 5, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Each_failure_and_repair_is_recorded_once_when_it_happens_and_a_start_is_a_repair_that_tells_nothing()
    {
        var start = Start.ToUnixTimeMilliseconds() * 1000;
        var fault = new Fault(FailureModes.StickSlip, start, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(1));
        var fleet = SimulatedFleet.Create(new FleetOptions { Assets = 2, StartUnixMicros = start }, new FaultPlan([fault, null]));
        var clock = new FakeTimeProvider(Start);
        using var crew = new SimulatedCrew(fleet, Options.Create(new SimulatorOptions()), Store, clock,
            NullLogger<SimulatedCrew>.Instance);
        await crew.StartAsync(CancellationToken.None);
        await WaitForAsync(2);
        foreach (var (minutes, rows) in new[] { (6, 2), (1, 3), (1, 4), (7, 5), (1, 6) })
        {
            clock.Advance(TimeSpan.FromMinutes(minutes));
            await WaitForAsync(rows);
        }
        await crew.StopAsync(CancellationToken.None);
        (await RowsAsync()).Select(r => (r[0], ((DateTime)r[1]! - Start.UtcDateTime).TotalMinutes, r[2], r[3])).ShouldBe(
        [
            (fleet.Assets[1].Id.Value, 0, "repaired", null), (fleet.Assets[0].Id.Value, 0, "repaired", null),
            (fleet.Assets[0].Id.Value, 7, "failed", "stick_slip"), (fleet.Assets[0].Id.Value, 8, "repaired", "stick_slip"),
            (fleet.Assets[0].Id.Value, 15, "failed", "stick_slip"), (fleet.Assets[0].Id.Value, 16, "repaired", "stick_slip"),
        ]);
    }

    private async Task WaitForAsync(int rows)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await RowsAsync()).Count < rows) await Task.Delay(20, limit.Token);
    }

    private async Task<IReadOnlyList<object?[]>> RowsAsync() =>
        (await Store.QueryAsync(new StoreQuery("SELECT asset, event_time, kind, failure_mode FROM maintenance_record ORDER BY event_time, asset"),
            CancellationToken.None)).Rows;
}
