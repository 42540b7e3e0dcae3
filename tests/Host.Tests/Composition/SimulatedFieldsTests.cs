using Maintenance.Core.Ports;
using Maintenance.Host.Composition;
using Maintenance.Simulator;
using Maintenance.Simulator.Physics;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Maintenance.Host.Tests.Composition;

/// <summary>Simulated fields come into the store as their crew would tell them, and go on after a restart.</summary>
public sealed class SimulatedFieldsTests : StoreOfItsOwn
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Days_come_once_they_are_over_the_plan_before_and_a_restart_adds_what_is_missing()
    {
        var fleet = SimulatedFleet.Create(new FleetOptions { Assets = 2 }, new FaultPlan([null, null]));
        await RunAsync(fleet, Start, 2 * (365 + 60));
        (await AskAsync("SELECT max(day) FROM production WHERE basis = 'actual'")).ShouldBe(new DateTime(2026, 3, 1));
        (await AskAsync("SELECT max(day) FROM production WHERE basis = 'plan'")).ShouldBe(new DateTime(2026, 12, 31));
        (await AskAsync("SELECT count(*) FROM rate WHERE region = '*'")).ShouldBe(6L);
        (await AskAsync("SELECT count(*) FROM audit WHERE who = 'simulated crew' AND action = 'record-production'")).ShouldBe(1L);
        var before = await AskAsync("SELECT sum(oil_m3) FROM production WHERE basis = 'actual' AND day < '2026-03-01'");
        await RunAsync(fleet, Start.AddDays(3), 2 * (365 + 63));
        (await AskAsync("SELECT sum(oil_m3) FROM production WHERE basis = 'actual' AND day < '2026-03-01'")).ShouldBe(before);
        (await AskAsync(
            "SELECT count(*) FROM (SELECT day FROM production GROUP BY day HAVING count(*) NOT IN (2, 4)) AS days")).ShouldBe(0L);
    }

    private async Task RunAsync(SimulatedFleet fleet, DateTimeOffset now, long days)
    {
        using var fields = new SimulatedFields(fleet, Options.Create(new SimulatorOptions()), Store, new FakeTimeProvider(now),
            NullLogger<SimulatedFields>.Instance);
        await fields.StartAsync(CancellationToken.None);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        while ((long)(await AskAsync("SELECT count(*) FROM production WHERE basis = 'actual'"))! < days) await Task.Delay(20, limit.Token);
        await fields.StopAsync(CancellationToken.None);
    }

    private async Task<object?> AskAsync(string sql) => (await Store.QueryAsync(new StoreQuery(sql), CancellationToken.None)).Scalar;
}
