using Maintenance.Scoring.Pmml.Document;
using Maintenance.Scoring.Pmml.Evaluation;
using Maintenance.Scoring.Pmml.Xml;

namespace Maintenance.Scoring.Pmml.Compilation;

/// <summary>Compiles a NaiveBayesModel.</summary>
internal sealed class NaiveBayesCompiler(NaiveBayesElement model, CompilationContext context)
{
    private readonly Vocabulary _labels = context.Result.Labels!;

    public ModelBody Compile() => new CompiledNaiveBayes(
        context.Result, ReadCounts(model.Priors), model.Threshold, [.. model.Inputs.Select(CompileInput)]);

    private CompiledNaiveBayes.Input CompileInput(PmmlElement input)
    {
        input.AllowOnly("PairCounts", "TargetValueStats", "DerivedField");
        if (input.Child("DerivedField") is { } derived) throw derived.Refuse("is not supported inside <BayesInput>.");
        var name = input.Required("fieldName");
        if (input.Child("TargetValueStats") is { } stats)
        {
            var (means, variances) = (new double[_labels.Count], new double[_labels.Count]);
            Array.Fill(means, double.NaN);
            foreach (var stat in stats.ChildrenNamed("TargetValueStat"))
            {
                stat.AllowOnly("GaussianDistribution");
                var gauss = stat.RequiredChild("GaussianDistribution");
                var label = LabelOf(stat);
                (means[label], variances[label]) = (gauss.Number("mean"), gauss.Number("variance"));
                if (variances[label] <= 0) throw gauss.Refuse("variance must be above 0.");
            }
            return new CompiledNaiveBayes.Input(context.Scope.ResolveNumeric(name, input).Slot, [], [], means, variances);
        }
        var field = context.Scope.Resolve(name, input);
        var pairs = input.ChildrenNamed("PairCounts").Select(p => (Value: field.ParseConstant(p.Required("value"), p), Counts: ReadCounts(p.RequiredChild("TargetValueCounts").ChildrenNamed("TargetValueCount")))).ToArray();
        if (pairs.Length == 0) throw input.Refuse("has neither PairCounts nor TargetValueStats.");
        var totals = Enumerable.Range(0, _labels.Count).Select(k => pairs.Sum(p => p.Counts[k])).ToArray();
        return new CompiledNaiveBayes.Input(field.Slot, [.. pairs.Select(p => p.Value)], [.. pairs.Select(p => p.Counts.Select((c, k) => totals[k] > 0 ? c / totals[k] : 0).ToArray())], [], []);
    }

    private double[] ReadCounts(IEnumerable<PmmlElement> counts)
    {
        var values = new double[_labels.Count];
        foreach (var count in counts) values[LabelOf(count)] = count.Number("count") is >= 0 and var number ? number : throw count.Refuse("a negative count.");
        return values;
    }

    private int LabelOf(PmmlElement element) =>
        _labels.CodeOf(element.Required("value")) is >= 0 and var code ? code : throw element.Refuse("its value is no category of the target.");
}
