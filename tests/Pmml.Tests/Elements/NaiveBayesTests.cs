using static Maintenance.Pmml.Tests.Elements.Documents;

namespace Maintenance.Pmml.Tests.Elements;

public sealed class NaiveBayesTests
{
    [Fact]
    public void Counts_follow_a_Poisson_distribution()
    {
        // 2 e⁻² against 4 e⁻⁴ at x = 1; at 1.5 both have no probability and the threshold stands.
        var model = Load(Numbers + Label, Bayes("<BayesInput fieldName='x'><TargetValueStats><TargetValueStat "
            + "value='a'><PoissonDistribution mean='2'/></TargetValueStat><TargetValueStat value='b'><PoissonDistribution "
            + "mean='4'/></TargetValueStat></TargetValueStats></BayesInput>"));
        var (a, b) = (2 * Math.Exp(-2), 4 * Math.Exp(-4));
        Score(model, "1").Number("probability(a)").ShouldBe(a / (a + b), 1e-12);
        Score(model, "1.5").Number("probability(a)").ShouldBe(0.5, 1e-12);
    }

    [Fact]
    public void A_uniform_distribution_has_a_density_between_its_ends()
    {
        var model = Load(Numbers + Label, Bayes("<BayesInput fieldName='x'><TargetValueStats><TargetValueStat "
            + "value='a'><UniformDistribution lower='0' upper='2'/></TargetValueStat><TargetValueStat value='b'><UniformDistribution "
            + "lower='0' upper='8'/></TargetValueStat></TargetValueStats></BayesInput>"));
        Score(model, "1").Number("probability(a)").ShouldBe(0.8, 1e-12); // 1/2 against 1/8
        Score(model, "5").Number("probability(a)").ShouldBe(0.001 / 0.126, 1e-12); // the threshold against 1/8
    }

    [Fact]
    public void An_input_may_make_its_categories_itself()
    {
        var model = Load(Numbers + Label, Bayes("<BayesInput fieldName='x'><DerivedField optype='categorical' "
            + "dataType='string'><Discretize field='x'>" +
            "<DiscretizeBin binValue='low'><Interval closure='openOpen' rightMargin='5'/></DiscretizeBin><DiscretizeBin "
                + "binValue='high'><Interval closure='closedOpen' leftMargin='5'/></DiscretizeBin></Discretize></DerivedField>" +
            "<PairCounts value='low'><TargetValueCounts><TargetValueCount value='a' count='3'/><TargetValueCount value='b' "
                + "count='1'/></TargetValueCounts></PairCounts>" +
            "<PairCounts value='high'><TargetValueCounts><TargetValueCount value='a' count='1'/><TargetValueCount value='b' "
                + "count='3'/></TargetValueCounts></PairCounts></BayesInput>"));
        Score(model, "4.9").Number("probability(a)").ShouldBe(0.75, 1e-12);
        Score(model, "5").Number("probability(a)").ShouldBe(0.25, 1e-12);
        Score(model, [null]).Number("probability(a)").ShouldBe(0.5, 1e-12, "a missing input is left out");
    }

    [Theory]
    [InlineData("<AnyDistribution mean='1' variance='2'/>", "AnyDistribution")]
    [InlineData("<PoissonDistribution mean='0'/>", "PoissonDistribution")]
    [InlineData("<UniformDistribution lower='2' upper='2'/>", "UniformDistribution")]
    public void A_distribution_without_a_density_is_refused(string distribution, string element) =>
        Should.Throw<PmmlException>(() => Load(Numbers + Label, Bayes("<BayesInput fieldName='x'><TargetValueStats><TargetValueStat "
            + $"value='a'>{distribution}</TargetValueStat></TargetValueStats></BayesInput>"))).Element.ShouldBe(element);

    private static string Bayes(string input) =>
        "<NaiveBayesModel functionName='classification' threshold='0.001'><MiningSchema><MiningField name='c' "
            + "usageType='target'/><MiningField name='x'/></MiningSchema>" +
        $"<BayesInputs>{input}</BayesInputs><BayesOutput fieldName='c'><TargetValueCounts><TargetValueCount value='a' "
            + "count='5'/><TargetValueCount value='b' count='5'/></TargetValueCounts></BayesOutput></NaiveBayesModel>";
}
