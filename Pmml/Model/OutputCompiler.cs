using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Expressions;
using Maintenance.Pmml.Frames;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.Model;

/// <summary>Compiles the OutputFields of a model.</summary>
/// <param name="model">The element.</param>
/// <param name="body">What it computes.</param>
/// <param name="context">Its scope and result slots.</param>
internal sealed class OutputCompiler(ModelElement model, ModelBody body, CompilationContext context)
{
    public CompiledOutput Compile(OutputField output)
    {
        var (asked, from, result) = (model, body, context.Result);
        if (output.SegmentId is { } id)
        {
            if (!context.Segments.TryGetValue(id, out var segment))
                throw output.Element.Refuse($"segmentId=\"{PmmlElement.Shorten(id)}\" names no segment of the model.");
            (asked, from, result) = (segment.Element, segment.Model.Body, segment.Model.Result);
        }
        if (output.IsProbability && result.Labels is null && !from.MakesAllOutputs)
            throw output.Element.Refuse("requests a probability, but the model is a regression.");
        var label = output is { IsProbability: true, Value: { } value } && result.Labels is not null
            ? output.LabelOf(value, result.Labels) : -1;
        var expression = output.Expression is null
            ? null : new ExpressionCompiler(context.Scope, context.Document.Functions, context.Layout).Compile(output.Expression);
        expression ??= CompileFeature(output, asked, from, result);
        if (output.IsDisplay && expression is null && result.Labels is { } shown) expression = CompileDisplay(asked, shown, result);
        if (expression?.Text is { } constant) expression = new TextExpression(_ => constant);
        var labels = expression is not null
            ? expression.Categories : output.IsProbability ? null : result.Labels;
        var compiled = new CompiledOutput(
            output.Name, context.Layout.Allocate(1, output.Element), output.IsProbability, label, labels, output.DataType
                == FieldDataType.Float, output.IsFinal, expression)
        {
            Source = output.SegmentId is null ? null : result,
        };
        // Later outputs may refer to it.
        var dataType = labels is not null
            ? FieldDataType.String : expression?.DataType
            ?? (output.DataType == FieldDataType.Float ? FieldDataType.Float : FieldDataType.Double);
        context.Scope.Define(new Field(output.Name, compiled.Slot, dataType, labels));
        return compiled;
    }

    // Several categories may share a display name, so names have codes of their own.
    private DisplayExpression CompileDisplay(ModelElement asked, Vocabulary labels, ResultSlots result)
    {
        var names = new Vocabulary(FieldDataType.String);
        return new DisplayExpression(result.Value, [.. labels.Texts.Select((label, code) => names.Add(NameOf(asked, label, code)))], names);
    }

    // The Target's name for a category takes precedence over the data dictionary's.
    private string NameOf(ModelElement model, string label, int code) =>
        model.Target?.DisplayValues.GetValueOrDefault(label) ?? model.DisplayLabel(code)
            ?? (model.Schema.Target is { } target && context.Document.Fields.TryGetValue(target.Name, out var field)
                ? field.DisplayValues.GetValueOrDefault(label) : null) ?? label;

    // A result that is neither value nor probability is in a slot of the body's own.
    private CompiledExpression? CompileFeature(OutputField output, ModelElement asked, ModelBody from, ResultSlots result)
    {
        if (output.Element.Optional("targetField") is { } target && asked.Schema.Target is { } own && own.Name != target)
            return CompileOtherTarget(target, output, asked, from);
        from = from.Speaker;
        return from.CompileOutput(output) ?? output.Feature switch
        {
            "reasonCode" => throw output.Element.Refuse("reason codes require a Scorecard with useReasonCodes."),
            "entityId" or "clusterId" => CompileEntity(output, from),
            "affinity" or "clusterAffinity" or "entityAffinity" => throw output.Element.Refuse(
                "is supported only for clusters and neighbours."),
            "residual" => CompileResidual(output, asked, result),
            "standardError" => throw output.Element.Refuse("a standard error requires a GeneralRegressionModel with a PCovMatrix and "
                + "the identity link."),
            "warning" => new TextExpression(_ => null), // there are no warnings: a row is scored or has no result
            "ruleValue" or "rule" or "ruleId" or "antecedent" or "consequent" or "support" or "lift" or "leverage" =>
                throw output.Element.Refuse("requires an AssociationModel."),
            _ => null,
        };
    }

    private CompiledExpression CompileOtherTarget(string target, OutputField output, ModelElement asked, ModelBody from) =>
        output.Feature is null or "predictedValue" && output.SegmentId is null
            ? asked.CompileOtherTarget(target, output, from, context)
            : throw output.Element.Refuse($"targetField '{PmmlElement.Shorten(target)}' is not the model's target; for a further target "
                + "only the predictedValue is supported.");

    private static FieldExpression CompileEntity(OutputField output, ModelBody from)
    {
        if (from.Entity is null || output.Rank != 1) throw output.Element.Refuse("is supported only for trees, rule sets, networks, "
            + "clusters, neighbours and selectFirst.");
        return new FieldExpression(from.Entity with { Name = output.Name }, double.NaN);
    }

    // The true target is what the row gives beside its inputs; a row without it has no residual.
    private NumberExpression CompileResidual(OutputField output, ModelElement asked, ResultSlots result)
    {
        if (asked.Schema.Target is not { } target || !context.Document.Values.TryGetValue(target.Name, out var actual))
            throw output.Element.Refuse("a residual needs a target that is in the data dictionary.");
        if (result.Labels is not { } labels)
            return actual.IsNumeric ? new NumberExpression(FieldDataType.Double, f => f[actual.Slot] - f[result.Value])
                : throw output.Element.Refuse("the target is not a number.");
        if (output.Value is not { } category) return CompileResidualOfPrediction(actual, labels, result, output);
        var (label, code) = (output.LabelOf(category, labels), actual.ParseConstant(category, output.Element));
        return new NumberExpression(FieldDataType.Double, f => double.IsNaN(f[actual.Slot])
            ? double.NaN : (f[actual.Slot] == code ? 1 : 0) - f[result.Probabilities + label]);
    }

    // Without a category, the residual is that of the predicted one.
    private static NumberExpression CompileResidualOfPrediction(Field actual, Vocabulary labels, ResultSlots result, OutputField output)
    {
        double[] codes = [.. labels.Texts.Select(label => actual.ParseConstant(label, output.Element))];
        return new NumberExpression(FieldDataType.Double, f => double.IsNaN(f[actual.Slot]) || !(f[result.Value] >= 0)
            ? double.NaN : (f[actual.Slot] == codes[(int)f[result.Value]] ? 1 : 0) - f[result.Probabilities + (int)f[result.Value]]);
    }
}
