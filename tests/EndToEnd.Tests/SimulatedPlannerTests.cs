using System.Net.Http.Json;
using System.Text.Json;
using Maintenance.Api.Alarms;
using Maintenance.Api.Fleet;
using Maintenance.Api.WorkOrders;
using Maintenance.Core.Alarms;
using Maintenance.Core.Conditions;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Host.Composition;
using Maintenance.Simulator;
using Maintenance.Simulator.Physics;
using Maintenance.Tests.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Maintenance.EndToEnd.Tests;

/// <summary>The planner of the simulated fleet works through the desk that people use, once for each time that an alarm stands.</summary>
public sealed class SimulatedPlannerTests
{
    private static readonly DateTimeOffset Start = new(2026, 7, 2, 9, 0, 0, TimeSpan.Zero);

    // Longer than the clock is moved on while the test waits for an order.
    private static readonly TimeSpan RepairedAfter = TimeSpan.FromHours(6);

    [Fact]
    public async Task An_order_is_raised_for_a_drill_at_risk_whose_alarm_stands_and_closed_with_what_was_found()
    {
        var fault = new Fault(FailureModes.BearingWear, UnixMicros.Of(Start.UtcDateTime.AddHours(-1)), TimeSpan.FromMinutes(10),
            RepairedAfter, TimeSpan.FromMinutes(50))
        {
            Recurs = false,
        };
        var fleet = SimulatedFleet.Create(new FleetOptions { Assets = 3 }, new FaultPlan([fault, null, null]));
        string[] drills = [.. fleet.Assets.Select(a => a.Id.Value)];
        var clock = new FakeTimeProvider(Start);
        await using var host = await StageHost.StartAsync(clock, (_, registry) =>
        {
            registry.AddOrReplace([.. fleet.Assets]);
            return Task.CompletedTask;
        });
        var rule = AlarmRows.Rule("bearing", "Bearing wear");
        host.Services.GetRequiredService<AlarmRules>().Use(AlarmRuleSet.Of([rule]));
        Publish(drills[0], 30, "D", "bearing_wear"); // at risk, with an alarm
        Publish(drills[1], 30, "D", "whirl"); // at risk, without
        Publish(drills[2], 95, "A", "none"); // an alarm, and not at risk
        host.Feed.PublishAlarms([Event(drills[0], 1), Event(drills[2], 2)]);
        using var program = host.Program();
        using var planner = new SimulatedPlanner(fleet, Options.Create(new SimulatorOptions()), host.Store,
            host.Services.GetRequiredService<LiveFleet>(), host.Services.GetRequiredService<AlarmBook>(),
            host.Services.GetRequiredService<WorkOrderDrafts>(), host.Services.GetRequiredService<WorkOrderDesk>(), clock,
            NullLogger<SimulatedPlanner>.Instance);
        await planner.StartAsync(CancellationToken.None);
        var raised = await UntilAsync("open");
        (raised.GetProperty("asset").GetString(), raised.GetProperty("raisedBy").GetString()).ShouldBe((drills[0], SimulatedCrew.Name));
        for (var i = 0; i < 5; i++) clock.Advance(TimeSpan.FromSeconds(10));
        (await OrdersAsync()).GetArrayLength().ShouldBe(1);

        clock.Advance(RepairedAfter); // the crew has repaired it
        var closed = await UntilAsync("done");
        closed.GetProperty("outcome").GetString().ShouldBe("confirmed");
        (await OrdersAsync()).GetArrayLength().ShouldBe(1, "the same alarm asks for no second order");
        await planner.StopAsync(CancellationToken.None);

        void Publish(string drill, double health, string grade, string mode) => host.Feed.Publish([Rows.Update(drill,
            fleet.Assets.First(a => a.Id.Value == drill).Region, Start.UtcDateTime + 2 * RepairedAfter, health, grade, mode)]);

        AlarmEventRow Event(string drill, long offset) => new()
        {
            Asset = drill, Rule = rule.Id, Level = "high", EventTimeUnixMicros = UnixMicros.Of(Start.UtcDateTime),
            KnownAtUnixMicros = UnixMicros.Of(Start.UtcDateTime), LogPartition = 0, LogOffset = offset, RuleVersion = 1, Priority = 2,
            RaisedUnixMicros = UnixMicros.Of(Start.UtcDateTime), ReturnedUnixMicros = UnixMicros.None, Value = 99, Limit = 95,
            Withdrawn = false, Because = null,
        };

        async Task<JsonElement> OrdersAsync() => await program.GetFromJsonAsync<JsonElement>("/api/v1/work-orders?state=all");

        async Task<JsonElement> UntilAsync(string state)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
            while (true)
            {
                clock.Advance(TimeSpan.FromSeconds(10));
                var found = (await OrdersAsync()).EnumerateArray().Where(o => o.GetProperty("state").GetString() == state).ToArray();
                if (found.Length > 0) return found[0];
                await Task.Delay(100, limit.Token);
            }
        }
    }
}
