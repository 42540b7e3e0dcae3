using System.Runtime.InteropServices;
using Maintenance.Core.Assets;
using Maintenance.Core.Conditions;
using Maintenance.Training.Evaluation.Bearings;

namespace Maintenance.Training.Tests.Evaluation;

/// <summary>Bearings of the recordings, and what is said of folders that cannot be used.</summary>
public sealed class BearingEvaluationTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bearings-");

    public void Dispose() => _folder.Delete(recursive: true);

    [SharedDataFact]
    public void Recorded_races_are_told_and_healthy_bearings_are_left_alone()
    {
        var figures = BearingEvaluation.Run(SharedData.PathOf("bearings"), double.PositiveInfinity, CancellationToken.None);
        foreach (var recording in figures.Recordings.Where(r => r.Truth is "outer race" or "inner race"))
            recording.Likeliest.ShouldBe(recording.Truth, recording.Name);
        foreach (var recording in figures.Recordings.Where(r => r.Truth is "rolling element"))
        {
            recording.Defect.ShouldNotBe("outer race", recording.Name);
            recording.Defect.ShouldNotBe("inner race", recording.Name);
        }
        figures.Separation.ShouldHaveSingleItem().MacroArea.ShouldBeGreaterThan(0.911);
        var healthy = figures.Runs.Where(r => r.Set.StartsWith("ims", StringComparison.Ordinal)).ToArray();
        healthy.Count(r => r.JudgedBy is "waveform").ShouldBe(4);
        healthy.Sum(r => r.Snapshots).ShouldBeGreaterThan(2_000);
        healthy.ShouldAllBe(r => r.Suspected == 0);
        figures.Runs.ShouldContain(r => r.Set.StartsWith("femto", StringComparison.Ordinal) && r.FirstSuspected != null);
    }

    [SharedDataFact]
    public void Recorded_races_are_told_from_blocks_of_a_second_too()
    {
        var figures = BearingEvaluation.Run(SharedData.PathOf("bearings/cwru"), 1, CancellationToken.None);
        (figures.Races, figures.RacesRight).ShouldBe((10, 10));
        figures.ElementsCalledRace.ShouldBe(0);
        figures.Separation.ShouldHaveSingleItem().MacroArea.ShouldBeGreaterThan(0.911);
    }

    [Theory]
    [InlineData(9, 7.94, 39.04, 0)]
    [InlineData(16, 0.331, 2.815, 15.17)]
    public void A_geometry_is_found_from_its_frequencies(int elements, double diameter, double pitch, double angle)
    {
        var expected = new BearingGeometry(elements, diameter, pitch, angle);
        var found = LabelledRecordings.GeometryOf(expected.OuterRaceOrder, expected.InnerRaceOrder, expected.ElementSpinOrder)
            .ShouldNotBeNull();
        found.OuterRaceOrder.ShouldBe(expected.OuterRaceOrder, 1e-9);
        found.InnerRaceOrder.ShouldBe(expected.InnerRaceOrder, 1e-9);
        found.ElementSpinOrder.ShouldBe(expected.ElementSpinOrder, 1e-9);
        found.CageOrder.ShouldBe(expected.CageOrder, 1e-9);
    }

    [Fact]
    public void Recordings_of_the_users_own_are_judged()
    {
        Write("outer_1.f32", 87.3);
        Write("healthy_1.f32", 0);
        Index("""{"file": "outer_1.f32", "label": "outer", "fs": 12000, "rpm": 1500, "BPFO": 87.5, "BPFI": 137.5, "BSF": 57.6}""",
            """{"file": "healthy_1.f32", "label": "normal", "fs": 12000, "rpm": 1500, "BPFO": 87.5, "BPFI": 137.5, "BSF": 57.6}""");
        var figures = BearingEvaluation.Run(_folder.FullName, double.PositiveInfinity, CancellationToken.None);
        figures.Recordings[0].Defect.ShouldBe("outer race");
        figures.Recordings[1].Probability.ShouldBeLessThan(FaultLimits.NamedFrom);
        (figures.Races, figures.RacesRight, figures.RacesSuspected).ShouldBe((1, 1, 1));
        figures.Separation.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"file": "a.f32", "label": "cracked", "fs": 12000, "rpm": 1500}""", "'a.f32' has the label 'cracked'")]
    [InlineData("""{"file": "a.f32", "label": "inner", "fs": 12000}""", "'a.f32' has no 'rpm' or 'rate'")]
    [InlineData("""{"file": "a.f32", "label": "inner", "rpm": 1500}""", "'a.f32' has no 'fs'")]
    [InlineData("""{"file": "a.f32", "fs": 12000, "rpm": 1500}""", "an entry has no 'label'")]
    [InlineData("""{"file": "a.f32", "label": 5, "fs": 12000, "rpm": 1500}""", "an entry has no 'label'")]
    [InlineData("""{"file": "a.f32", "label": "inner", "fs": 12000, "rpm": -1500}""", "'a.f32' has no speed or sample rate above 0")]
    [InlineData("""{"file": "../a.f32", "label": "inner", "fs": 12000, "rpm": 1500}""", "'../a.f32' is not within the folder")]
    public void An_entry_that_cannot_be_used_is_named(string entry, string because)
    {
        Write("a.f32", 0);
        Index(entry);
        Should.Throw<InvalidDataException>(() => BearingEvaluation.Run(_folder.FullName, double.PositiveInfinity, CancellationToken.None))
            .Message.ShouldContain(because);
    }

    [Fact]
    public void A_folder_without_recordings_is_refused() =>
        Should.Throw<InvalidDataException>(() => BearingEvaluation.Run(_folder.FullName, double.PositiveInfinity, CancellationToken.None))
            .Message.ShouldContain("holds no recordings");

    private void Index(params string[] entries) =>
        File.WriteAllText(Path.Combine(_folder.FullName, "index.json"), $"[{string.Join(',', entries)}]");

    // Noise, and impacts that ring at 3 kHz.
    private void Write(string name, double impactsHz)
    {
        var (samples, random) = (new float[36_000], new Random(4));
        for (var i = 0; i < samples.Length; i++)
            samples[i] = (float)(0.1 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        for (var at = 0.001; impactsHz > 0 && at < 3; at += (1 + 0.01 * (random.NextDouble() - 0.5)) / impactsHz)
            for (var i = (int)(12_000 * at) + 1; i < Math.Min(samples.Length, 12_000 * (at + 0.004)); i++)
                samples[i] += (float)(Math.Exp((at - i / 12_000.0) / 0.0008) * Math.Sin(2 * Math.PI * 3_000 * (i / 12_000.0 - at)));
        File.WriteAllBytes(Path.Combine(_folder.FullName, name), MemoryMarshal.AsBytes<float>(samples).ToArray());
    }
}
