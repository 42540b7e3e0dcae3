using Maintenance.Training.Evaluation.Pmml;
using Xunit.Abstractions;

namespace Maintenance.Training.Tests.Evaluation;

/// <summary>What <c>evaluate pmml</c> finds in the shared manifests; the numbers only go up.</summary>
[Trait(TestKind.Name, TestKind.Time)]
public sealed class PmmlManifestTests(ITestOutputHelper output)
{
    [SharedDataFact]
    public void Every_triple_passes_and_nothing_of_the_manifest_fails()
    {
        var cases = Evaluate("pmml/manifest.json");
        cases.Where(c => c.Outcome == CaseOutcome.Fail).Select(c => $"{c.Id}: {c.Detail}").ShouldBeEmpty();
        cases.Count(c => c.Outcome == CaseOutcome.Pass).ShouldBeGreaterThanOrEqualTo(360);
        cases.Where(c => c.Id.Contains('/') && !c.Id.StartsWith("models/", StringComparison.Ordinal) && !c.Id.Contains('('))
            .ShouldAllBe(c => c.Outcome == CaseOutcome.Pass);
    }

    [SharedDataFact]
    public void Native_models_agree_with_their_libraries()
    {
        var cases = Evaluate("gbt-native/manifest.json");
        cases.Where(c => c.Outcome != CaseOutcome.Pass).Select(c => c.Id).ShouldBeEmpty();
        cases.Count.ShouldBe(28);
    }

    [Fact]
    public void Near_is_equal_as_the_manifest_says_and_not_nearer_than_that()
    {
        Tolerance.Parse("FloatEquivalence(2)").Accepts(1f, MathF.BitIncrement(MathF.BitIncrement(1f))).ShouldBeTrue();
        Tolerance.Parse("FloatEquivalence(1)").Accepts(1f, MathF.BitIncrement(MathF.BitIncrement(1f))).ShouldBeFalse();
        Tolerance.Parse("PMMLEquivalence(1e-3, 1e-6)").Accepts("100", "100.05").ShouldBeTrue();
        Tolerance.Parse("PMMLEquivalence(1e-3, 1e-6)").Accepts("100", "100.2").ShouldBeFalse();
        Tolerance.Parse("PMMLEquivalence(1e-3, 1e-6)").Accepts(null, "0").ShouldBeFalse();
    }

    private List<CaseResult> Evaluate(string manifest)
    {
        var cases = ManifestReader.Evaluate(SharedData.PathOf(manifest), CancellationToken.None).ToList();
        foreach (var other in cases.Where(c => c.Outcome != CaseOutcome.Pass))
            output.WriteLine($"{other.Outcome}: {other.Id}: {other.Detail}");
        return cases;
    }
}
