using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Model;

namespace Maintenance.Pmml.RegressionModel;

/// <summary>Compiles a RegressionModel.</summary>
internal static class RegressionCompiler
{
    public static ModelBody Compile(RegressionModelElement model, CompilationContext context)
    {
        var labels = context.Result.Labels;
        if (labels is null)
        {
            if (model.Normalization == RegressionNormalization.SimpleMax)
                throw model.Element.Refuse("normalizationMethod simplemax requires a classification.");
            return new CompiledRegression(context.Result, [CompileTable(model.Tables[0], context)], [0], model.Normalization);
        }
        var ordinal = model.Tables.Count > 2 && model.Schema.Target is { } target
            && context.Document.Fields.GetValueOrDefault(target.Name)?.IsOrdinal == true
            && model.Normalization is not (RegressionNormalization.SoftMax or RegressionNormalization.SimpleMax
                or RegressionNormalization.Exp);
        var binaryOnly = !ordinal && model.Normalization is RegressionNormalization.Exp or RegressionNormalization.Probit
            or RegressionNormalization.CLogLog
            or RegressionNormalization.LogLog or RegressionNormalization.Cauchit;
        if (ordinal && model.Tables.Count != labels.Count)
            throw model.Element.Refuse("an ordinal target needs a RegressionTable for each of its categories.");
        if (binaryOnly && model.Tables.Count > 2)
            throw model.Element.Refuse($"normalizationMethod {model.Normalization} with more than two categories is not supported.");
        var codes = model.Tables.Select(t => LabelOf(t, labels)).ToArray();
        if (codes.Distinct().Count() != codes.Length) throw model.Element.Refuse("two RegressionTables have the same targetCategory.");
        return new CompiledRegression(context.Result, [.. model.Tables.Select(t => CompileTable(t, context))], codes,
            model.Normalization)
        { IsOrdinal = ordinal };
    }

    private static int LabelOf(RegressionTable table, Vocabulary labels) =>
        labels.CodeOf(table.TargetCategory ?? throw table.Element.Refuse("targetCategory is required for a classification."));

    private static LinearPredictor CompileTable(RegressionTable table, CompilationContext context)
    {
        var single = context.Result.IsFloat;
        return new LinearPredictor(
            Round(table.Intercept, single),
            [.. table.Numeric.Select(p => new LinearPredictor.Power(context.Scope.ResolveNumeric(p.Field, p.Element).Slot,
                Round(p.Coefficient, single), p.Exponent))],
            [.. table.Categorical.Select(p => CompileCategorical(p, context, single))],
            [.. table.Terms.Select(t => new LinearPredictor.Product(
                [.. t.Fields.Select(f => context.Scope.ResolveNumeric(f, t.Element).Slot)], Round(t.Coefficient, single)))],
            single);
    }

    private static LinearPredictor.Indicator CompileCategorical(CategoricalPredictor predictor, CompilationContext context, bool single)
    {
        var field = context.Scope.Resolve(predictor.Field, predictor.Element);
        return new LinearPredictor.Indicator(field.Slot, field.ParseConstant(predictor.Value, predictor.Element),
            Round(predictor.Coefficient, single));
    }

    private static double Round(double value, bool single) => single ? (float)value : value;
}
