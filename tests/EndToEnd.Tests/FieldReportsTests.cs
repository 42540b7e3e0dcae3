using Maintenance.Core.Ports;
using Maintenance.Host.Composition;
using Maintenance.Simulator;
using Maintenance.Simulator.Physics;
using Maintenance.Tests.Web;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Maintenance.EndToEnd.Tests;

/// <summary>Fields that a simulator tells of by REST are those that one inside the host writes, day by day.</summary>
public sealed class FieldReportsTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private static readonly string[] Tables =
    [
        "SELECT asset, day, basis, oil_m3, drilled_m, npt_hours, planned_downtime_hours FROM production ORDER BY asset, day, basis",
        "SELECT region, reference, department, asset, day, kind, amount, work_order, note FROM cost ORDER BY region, reference",
        "SELECT region, department, month, amount FROM budget ORDER BY region, department, month",
        "SELECT region, kind, failure_mode, valid_from, amount FROM rate ORDER BY region, kind, failure_mode, valid_from",
    ];

    [Fact]
    public async Task What_is_told_by_rest_is_what_is_written_inside_and_goes_on_with_each_day_that_is_over()
    {
        var (fleet, clock) = (SimulatedFleet.Create(new FleetOptions { Assets = 3 }), new FakeTimeProvider(Start));
        await using var inside = await HostAsync(fleet, clock);
        await using var outside = await HostAsync(fleet, clock);
        using var program = outside.Program();
        for (var day = 0; day < 3; day++)
        {
            var options = Options.Create(new SimulatorOptions());
            using var fields = new SimulatedFields(fleet, options, inside.Store, clock, NullLogger<SimulatedFields>.Instance);
            await fields.StartAsync(CancellationToken.None);
            await UntilAsync(inside, Start.UtcDateTime.Date.AddDays(day - 1));
            await fields.StopAsync(CancellationToken.None);
            await using (var told = new FleetAtHost(program, options.Value.Seed, clock, NullLogger.Instance))
                await told.BeginAsync(fleet.Assets, CancellationToken.None);
            foreach (var sql in Tables)
            {
                var (expected, found) = (await RowsAsync(inside, sql), await RowsAsync(outside, sql));
                found.Length.ShouldBeGreaterThan(0, sql);
                found.ShouldBe(expected, sql);
            }
            clock.Advance(TimeSpan.FromDays(1));
        }
    }

    [Fact]
    public async Task Fields_are_told_of_only_where_that_is_wanted()
    {
        var (fleet, clock) = (SimulatedFleet.Create(new FleetOptions { Assets = 1 }), new FakeTimeProvider(Start));
        await using var host = await HostAsync(fleet, clock);
        using var program = host.Program();
        await using (var fleetAtHost = new FleetAtHost(program, fieldSeed: null, clock, NullLogger.Instance))
            await fleetAtHost.BeginAsync(fleet.Assets, CancellationToken.None);
        (await RowsAsync(host, Tables[0])).ShouldBeEmpty();
        using var viewer = await host.SignedInAsync("viewer", "*");
        var reports = new FieldReports(viewer, fleet.Assets, 1, clock, NullLogger.Instance);
        (await Should.ThrowAsync<HttpRequestException>(() => reports.SendAsync(CancellationToken.None))).Message
            .ShouldStartWith("The host refused to record rates: 403");
    }

    private static Task<StageHost> HostAsync(SimulatedFleet fleet, TimeProvider clock) =>
        StageHost.StartAsync(clock, async (store, registry) =>
        {
            registry.AddOrReplace([.. fleet.Assets]);
            await store.CommitAsync(new StoreCommit
            {
                Batches = [Core.Tables.TableBatch.Of([.. fleet.Assets.Select(Core.Tables.AssetRow.Of)])],
            }, CancellationToken.None);
        });

    private static async Task UntilAsync(StageHost host, DateTime day)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while ((await host.Store.QueryAsync(new StoreQuery("SELECT max(day) FROM production WHERE basis = 'actual'"), limit.Token)).Scalar
            is not DateTime newest || newest < day) await Task.Delay(20, limit.Token);
    }

    private static async Task<string[]> RowsAsync(StageHost host, string sql) =>
        [.. (await host.Store.QueryAsync(new StoreQuery(sql), CancellationToken.None)).Rows.Select(r => string.Join('|', r))];
}
