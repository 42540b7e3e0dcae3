using Maintenance.Pmml.Frames;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.ComparisonMeasures;

/// <summary>Compiles a ComparisonMeasure over fields.</summary>
internal static class MeasureCompiler
{
    /// <param name="measure">The measure.</param>
    /// <param name="fields">ClusteringField or KNNInput elements.</param>
    /// <param name="missingWeights">Weight of each field where others are missing; null for equal weights.</param>
    /// <param name="scope">Names.</param>
    public static CompiledMeasure Compile(ComparisonMeasure measure, IReadOnlyList<PmmlElement> fields, double[]? missingWeights,
        FieldScope scope)
    {
        if (missingWeights?.Sum() <= 0) throw measure.Metric.Refuse("MissingValueWeights must add up to more than 0.");
        return new CompiledMeasure(
            [.. fields.Select(f => CompileField(f, measure, scope))], measure.Metric.Name, measure.Power, measure.Counts, missingWeights
                ?? [.. fields.Select(_ => 1.0)]);
    }

    private static CompiledMeasure.Field CompileField(PmmlElement element, ComparisonMeasure measure, FieldScope scope)
    {
        element.AllowOnly();
        var function = element.Optional("compareFunction") ?? measure.CompareFunction;
        if (function is not ("absDiff" or "gaussSim" or "delta" or "equal"))
            throw element.Refuse($"compareFunction=\"{PmmlElement.Shorten(function)}\" is not supported.");
        var name = element.Required("field");
        // Equality is defined for categories too.
        var field = function is "delta" or "equal" && !measure.IsSimilarity
            ? scope.Resolve(name, element) : scope.ResolveNumeric(name, element);
        return new CompiledMeasure.Field(field.Slot, element.Number("fieldWeight", 1), function, function == "gaussSim"
            ? element.Number("similarityScale") : 1);
    }
}
