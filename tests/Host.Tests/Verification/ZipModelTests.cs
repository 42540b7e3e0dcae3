using System.Runtime.InteropServices;
using Maintenance.Core.Conditions;
using Maintenance.Core.Models;
using Maintenance.Pmml.Ensembles;
using Maintenance.Training.Boosting;
using Maintenance.Training.Rows;

namespace Maintenance.Host.Tests.Verification;

/// <summary>
/// Zips of ML.NET in the place of PMML: registered, promoted, swapped while data comes, and every row scored again to the bit.
/// </summary>
public sealed class ZipModelTests
{
    private const int Seconds = 60;
    private static readonly string[] Assets = ["ZIP-0", "ZIP-1"];

    [Fact]
    public async Task Zips_and_PMML_serve_one_after_the_other_and_the_log_gives_the_same_rows_again()
    {
        await using var plant = await SwapPlant.OpenAsync(Assets);
        var trained = Train("torque_mean");
        string[] hashes = [await plant.PromoteAsync(trained.Zip), "", ""];
        plant.StartWorkers();
        await AppendAsync(plant, 0);
        hashes[1] = await plant.PromoteAsync(trained.Pmml);
        await AppendAsync(plant, 1);
        hashes[2] = await plant.PromoteAsync(Train("torque_mean", seed: 2).Zip);
        await AppendAsync(plant, 2);
        await plant.StopWorkersAsync();

        var rows = await plant.QueryAsync("SELECT model_hash, count(*), count(DISTINCT health_index) FROM assessment GROUP BY model_hash");
        rows.Select(r => (string)r[0]!).Order().ShouldBe(hashes.Order());
        foreach (var table in await plant.VerifyAsync())
        {
            table.Differences.ShouldBeEmpty();
            (table.Different, table.Unverifiable).ShouldBe((0, 0), table.Table);
        }
        var one = await plant.QueryAsync($"SELECT asset, event_time FROM assessment WHERE model_hash = '{hashes[2]}' ORDER BY event_time "
            + "DESC LIMIT 1");
        (await plant.Verifier().VerifyAsync((string)one[0][0]!, (DateTime)one[0][1]!, CancellationToken.None))!.IsEqual.ShouldBeTrue();
        (await plant.Registry.ReadDocumentAsync(hashes[0], CancellationToken.None)).ShouldBe(trained.Zip);
    }

    [Fact]
    public async Task A_pipeline_that_is_no_trees_serves_beside_a_challenger_and_the_log_gives_the_same_rows_again()
    {
        await using var plant = await SwapPlant.OpenAsync(Assets);
        var champion = await plant.PromoteAsync(LinearPipeline.Train(seed: 1));
        var challenger = (await plant.Registry.ImportAsync(LinearPipeline.Train(seed: 2), card: null, "test", CancellationToken.None)).Hash;
        await plant.Registry.SetStageAsync(challenger, "shadow", "test", CancellationToken.None);
        await plant.Models.RefreshAsync(CancellationToken.None);
        plant.StartWorkers();
        await AppendAsync(plant, 0);
        await plant.StopWorkersAsync();

        var rows = await plant.QueryAsync("SELECT model_hash, count(*), count(DISTINCT health_index) FROM assessment GROUP BY model_hash");
        rows.ShouldHaveSingleItem()[0].ShouldBe(champion);
        ((long)rows[0][2]!).ShouldBeGreaterThan(10, "else this shows nothing");
        (await plant.VerifyAsync()).ShouldAllBe(t => t.Different == 0 && t.Unverifiable == 0);
        var compared = (await plant.Registry.CompareAsync(CancellationToken.None)).ShouldHaveSingleItem();
        (compared.ModelHash, compared.ShadowHash, compared.Blocks, compared.Failures)
            .ShouldBe((champion, challenger, Seconds * Assets.Length, 0));
    }

    [Fact]
    public async Task A_zip_that_asks_for_another_column_is_refused_with_the_nearest_names()
    {
        await using var plant = await SwapPlant.OpenAsync(Assets);
        var zip = Train("TorqueMean").Zip;
        var refused = await Should.ThrowAsync<ModelRefusedException>(() =>
            plant.Registry.ImportAsync(zip, card: null, "test", CancellationToken.None));
        refused.Message.ShouldContain("'TorqueMean' is not a window feature; the nearest are torque_mean, ");
    }

    private static async Task AppendAsync(SwapPlant plant, int part)
    {
        await plant.AppendAsync(Assets, part * Seconds, (part + 1) * Seconds);
        await plant.WaitForAsync(plant.End);
    }

    // Five classes from two features, so that every failure mode has a probability.
    internal static TrainedModel Train(string feature, int seed = 1)
    {
        var (random, rows) = (new Random(seed), new TrainingRows([feature, "rotary_speed_mean"]));
        for (var i = 0; i < 600; i++)
        {
            var torque = random.NextSingle() * 40_000;
            rows.Add([random.Next(5) == 0 ? float.NaN : torque, random.NextSingle() * 200], (int)(torque / 8_001), 1);
        }
        var trees = BoostedTrees.Train(rows, FailureModes.Classes,
            new BoostingParameters { Rounds = 8, Depth = 3, MinimumChildWeight = 1, Gamma = 0 }, seed, CancellationToken.None);
        return TrainedModel.Make(trees, new EnsembleText("zip", "a test", "failure_mode"), CollectionsMarshal.AsSpan(rows.Values));
    }
}
