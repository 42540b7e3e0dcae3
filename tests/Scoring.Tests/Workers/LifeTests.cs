using Maintenance.Core.Ports;
using Maintenance.Scoring.Registry;
using Maintenance.Scoring.Tests.Pipeline;

namespace Maintenance.Scoring.Tests.Workers;

/// <summary>Remaining life in the rows.</summary>
public sealed class LifeTests(DuckDbFixture fixture) : IClassFixture<DuckDbFixture>
{
    [Fact]
    public async Task Remaining_life_is_stored_where_a_fault_is_named_and_survives_a_restart_without_corrections()
    {
        var lab = new Lab(fixture.Store) { Models = ServingModels.Fixed(new StepModel(smooth: true, scale: 0.36f), new RulStub()) };
        var (asset, reader) = (Lab.NewName("life"), Lab.NewName("reader"));
        await lab.RunAsync([[.. Enumerable.Range(0, 100).Select(s => Records.Block(asset, s))],
            [.. Enumerable.Range(95, 30).Select(s => Records.Block(asset, s))]], reader: reader);
        var rows = (await fixture.Store.QueryAsync(
            new StoreQuery("SELECT failure_mode, rul_p10_hours, rul_p50_hours, rul_p90_hours, rul_limit_hours FROM assessment "
                + "WHERE asset = ?", asset), CancellationToken.None)).Rows;
        rows.Count.ShouldBe(125, "what is read back compares equal, its levels included");
        rows.Select(r => (string)r[0]!).Distinct().ShouldBe(["bearing_wear", "none"], ignoreOrder: true);
        foreach (var row in rows)
        {
            if ((string?)row[0] is null or "none") row.Skip(1).ShouldAllBe(level => level == null);
            else
            {
                ((float)row[3]! - (float)row[1]!).ShouldBe(20, 1e-4f);
                row[4].ShouldBe(25f);
            }
        }
        var served = await fixture.Store.QueryAsync(new StoreQuery("SELECT from_offset, model_hash, life_model_hash FROM model_serving "
            + "WHERE reader = ?", reader), CancellationToken.None);
        served.Rows.ShouldHaveSingleItem().ShouldBe([0L, "0000", "11fe"]);
    }
}
