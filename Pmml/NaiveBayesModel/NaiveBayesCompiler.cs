using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Frames;
using Maintenance.Pmml.Model;
using Maintenance.Pmml.Transformations;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.NaiveBayesModel;

/// <summary>Compiles a NaiveBayesModel.</summary>
internal sealed class NaiveBayesCompiler(NaiveBayesElement model, CompilationContext context)
{
    private readonly Vocabulary _labels = context.Result.Labels!;

    public ModelBody Compile() => new CompiledNaiveBayes(
        context.Result, ReadCounts(model.Priors), model.Threshold, [.. model.Inputs.Select(CompileInput)]);

    private CompiledNaiveBayes.Input CompileInput(PmmlElement input)
    {
        input.AllowOnly("PairCounts", "TargetValueStats", "DerivedField");
        var name = input.Required("fieldName");
        var (scope, derived) = (context.Scope, (DerivedValue?)null);
        if (input.Child("DerivedField") is { } own)
        {
            // Visible to this input only; it usually has the name of its source field.
            scope = new FieldScope(context.Scope);
            derived = DerivedFieldCompiler.Compile([DerivedField.ReadNamed(own, name)], scope, context.Document.Functions,
                context.Layout)[0];
        }
        return (input.Child("TargetValueStats") is { } stats
            ? ReadStats(stats, scope.ResolveNumeric(name, input)) : ReadPairs(input, scope.Resolve(name, input)))
            with
        { Derived = derived };
    }

    private CompiledNaiveBayes.Input ReadStats(PmmlElement stats, Field field)
    {
        var distributions = new BayesDistribution?[_labels.Count];
        foreach (var stat in stats.AllowOnly("TargetValueStat").ChildrenNamed("TargetValueStat"))
        {
            stat.AllowOnly("GaussianDistribution", "PoissonDistribution", "UniformDistribution");
            distributions[LabelOf(stat)] =
                ReadDistribution(stat.Children.FirstOrDefault(c => c.Name != "Extension") ?? throw stat.Refuse("has no distribution."));
        }
        return new CompiledNaiveBayes.Input(field.Slot, [], [], distributions);
    }

    private static BayesDistribution ReadDistribution(PmmlElement element)
    {
        element.AllowOnly();
        switch (element.Name)
        {
            case "PoissonDistribution":
                var mean = element.Number("mean");
                return mean > 0 ? new BayesDistribution(BayesDistribution.Shape.Poisson, mean, 0)
                    : throw element.Refuse("mean must be above 0.");
            case "UniformDistribution":
                var (lower, upper) = (element.Number("lower"), element.Number("upper"));
                return lower < upper ? new BayesDistribution(BayesDistribution.Shape.Uniform, lower, upper)
                    : throw element.Refuse("lower must be below upper.");
            default:
                var gauss = new BayesDistribution(BayesDistribution.Shape.Gaussian, element.Number("mean"), element.Number("variance"));
                return gauss.Second > 0 ? gauss : throw element.Refuse("variance must be above 0.");
        }
    }

    private CompiledNaiveBayes.Input ReadPairs(PmmlElement input, Field field)
    {
        var pairs = input.ChildrenNamed("PairCounts")
            .Select(p => (Value: field.ParseConstant(p.Required("value"), p),
            Counts: ReadCounts(p.AllowOnly("TargetValueCounts").RequiredChild("TargetValueCounts").AllowOnly("TargetValueCount")
                .ChildrenNamed("TargetValueCount").Select(c => c.AllowOnly())))).ToArray();
        if (pairs.Length == 0) throw input.Refuse("has neither PairCounts nor TargetValueStats.");
        var totals = Enumerable.Range(0, _labels.Count).Select(k => pairs.Sum(p => p.Counts[k])).ToArray();
        return new CompiledNaiveBayes.Input(field.Slot, [.. pairs.Select(p => p.Value)],
            [.. pairs.Select(p => p.Counts.Select((c, k) => totals[k] > 0 ? c / totals[k] : 0).ToArray())], []);
    }

    private double[] ReadCounts(IEnumerable<PmmlElement> counts)
    {
        var values = new double[_labels.Count];
        foreach (var count in counts)
            values[LabelOf(count)] = count.Number("count") is >= 0 and var number ? number : throw count.Refuse("its count is negative.");
        return values;
    }

    private int LabelOf(PmmlElement element) =>
        _labels.CodeOf(element.Required("value")) is >= 0 and var code
            ? code : throw element.Refuse("its value is not a category of the target.");
}
