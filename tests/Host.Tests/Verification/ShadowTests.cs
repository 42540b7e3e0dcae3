using Maintenance.Core.Conditions;
using Maintenance.Core.Ports;
using Maintenance.Scoring.Registry;

namespace Maintenance.Host.Tests.Verification;

/// <summary>A challenger beside the champion: what it says is counted once, and nothing of it reaches the champion's rows.</summary>
public sealed class ShadowTests
{
    private const int Seconds = 300;
    private static readonly string[] Assets = ["SHADOW-1", "SHADOW-2", "SHADOW-3"];
    private static readonly byte[] Champion = TinyModel.Document(1.0e-4);
    private static readonly byte[] Challenger = TinyModel.Document(1.4e-4);

    [Fact]
    public async Task Agreement_and_lead_are_those_of_two_installations_that_ran_one_model_each_also_over_a_restart()
    {
        await using var plant = await SwapPlant.OpenAsync(Assets);
        var champion = await plant.PromoteAsync(Champion);
        var challenger = (await plant.Registry.ImportAsync(Challenger, card: null, "test", CancellationToken.None)).Hash;
        await plant.Registry.SetStageAsync(challenger, "shadow", "test", CancellationToken.None);
        await plant.Models.RefreshAsync(CancellationToken.None);
        await RunTwiceAsync(plant);
        var found = (await plant.Registry.CompareAsync(CancellationToken.None)).ShouldHaveSingleItem();

        var (alone, other) = (await AloneAsync(Champion), await AloneAsync(Challenger));
        (found.ModelHash, found.ShadowHash, found.Assets, found.Blocks, found.Failures)
            .ShouldBe((champion, challenger, Assets.Length, Seconds * Assets.Length, 0));
        var pairs = alone.Select(a => (Model: a.Value, Shadow: other[a.Key])).ToList();
        found.GradeAgreement.ShouldBe(pairs.Average(p => HealthGrades.FromIndex(p.Model) == HealthGrades.FromIndex(p.Shadow) ? 1.0 : 0),
            1e-12);
        found.GradeAgreement.ShouldBeInRange(0.05, 0.95, "else this shows nothing");
        found.MeanHealthDelta.ShouldBe(pairs.Average(p => Math.Abs((double)p.Model - p.Shadow)), 1e-6);
        var leads = Assets.Select(a => (FirstAlarm(alone, a) - FirstAlarm(other, a)).TotalHours).Order().ToList();
        found.MedianLeadHours!.Value.ShouldBe(leads[leads.Count / 2], 1e-9);
        (await AssessmentsAsync(plant)).ShouldBe(alone, "the champion's rows are those it would have written alone");
        (await plant.VerifyAsync()).ShouldAllBe(t => t.Different == 0);
    }

    [Fact]
    public async Task A_challenger_that_throws_is_left_out_and_the_champion_does_not_notice()
    {
        await using var plant = await SwapPlant.OpenAsync(Assets);
        var champion = (await plant.Registry.ImportAsync(Champion, card: null, "test", CancellationToken.None)).Hash;
        await plant.Registry.SetStageAsync(champion, "champion", "test", CancellationToken.None);
        await plant.Models.RefreshAsync(CancellationToken.None);
        plant.UseModels(ServingModels.Fixed(plant.Models.Champion, shadow: new Faulty(plant.Models.Champion)));
        await RunTwiceAsync(plant);
        (await AssessmentsAsync(plant)).ShouldBe(await AloneAsync(Champion));
        var comparison = (await plant.Registry.CompareAsync(CancellationToken.None)).ShouldHaveSingleItem();
        comparison.Failures.ShouldBeInRange(1, 2 * SwapPlant.Partitions, "once a partition and start");
        comparison.Blocks.ShouldBe(0);
    }

    private static async Task RunTwiceAsync(SwapPlant plant)
    {
        plant.StartWorkers();
        await plant.AppendAsync(Assets, 0, Seconds / 2);
        await plant.WaitForAsync(plant.End);
        await plant.StopWorkersAsync();
        plant.StartWorkers();
        await plant.AppendAsync(Assets, (Seconds / 2) - 30, Seconds); // some of it again
        await plant.WaitForAsync(plant.End);
        await plant.StopWorkersAsync();
    }

    private static async Task<Dictionary<(string, DateTime), float>> AloneAsync(byte[] document)
    {
        await using var plant = await SwapPlant.OpenAsync(Assets);
        await plant.PromoteAsync(document);
        await RunTwiceAsync(plant);
        return await AssessmentsAsync(plant);
    }

    private static async Task<Dictionary<(string, DateTime), float>> AssessmentsAsync(SwapPlant plant) =>
        (await plant.QueryAsync("SELECT asset, event_time, health_index FROM assessment_current"))
            .ToDictionary(r => ((string)r[0]!, (DateTime)r[1]!), r => (float)r[2]!);

    private static DateTime FirstAlarm(Dictionary<(string Asset, DateTime Time), float> health, string asset) =>
        health.Where(h => h.Key.Asset == asset && h.Value <= 70).Min(h => h.Key.Time);

    private sealed class Faulty(IConditionModel inner) : IConditionModel
    {
        public string Name => "faulty";

        public string Hash => "fa017";

        public IReadOnlyList<string> Inputs => inner.Inputs;

        public IReadOnlyList<string> Outputs => inner.Outputs;

        public IReadOnlyDictionary<string, (float Low, float High)> UsualRanges => inner.UsualRanges;

        public void Score(ReadOnlySpan<float> rows, int count, Span<float> results) => throw new InvalidOperationException("injected");

        public void Explain(ReadOnlySpan<float> row, int output, Span<float> contributions) =>
            throw new InvalidOperationException("injected");
    }
}
