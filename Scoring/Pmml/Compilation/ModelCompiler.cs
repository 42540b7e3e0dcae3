using Maintenance.Scoring.Pmml.Document;
using Maintenance.Scoring.Pmml.Evaluation;
using Maintenance.Scoring.Pmml.Expressions;
using Maintenance.Scoring.Pmml.Xml;

namespace Maintenance.Scoring.Pmml.Compilation;

/// <summary>
/// Compiles what all model elements share (mining schema, local transformations, targets, output) around the body of the element.
/// </summary>
internal static class ModelCompiler
{
    /// <param name="model">The element.</param>
    /// <param name="document">Its document.</param>
    /// <param name="outer">Names around it.</param>
    /// <param name="layout">Slots of the frame.</param>
    /// <param name="inheritedLabels">Categories of the model around it, for a segment that names no target of its own.</param>
    public static CompiledModel Compile(ModelElement model, PmmlDocument document, FieldScope outer, FrameLayout layout, Vocabulary? inheritedLabels)
    {
        var scope = new FieldScope(outer);
        var preparations = CompilePreparations(model, document, outer, scope, layout);
        var derived = ReferenceEquals(model, document.Model) ? [.. document.DerivedFields, .. model.DerivedFields] : model.DerivedFields;
        var values = DerivedFieldCompiler.Compile(derived, scope, document.Functions, layout);
        var labels = model.IsClassification ? FindLabels(model, document, inheritedLabels) : null;
        var result = new ResultSlots(
            layout.Allocate(1, model.Element), labels is null ? -1 : layout.Allocate(labels.Count, model.Element), labels, model.IsFloat);
        var context = new CompilationContext(document, scope, layout, result);
        var body = ModelCompilers.CompileBody(model, context);
        if (model.Target is { IsIdentity: false } && labels is not null) throw model.Element.Refuse("Targets rescales, but the model is a classification.");
        return new CompiledModel
        {
            Preparations = preparations,
            Derived = values,
            Body = body,
            Result = result,
            Target = RemainingTarget(model),
            AskedSegments = [.. context.Segments.Values.Select(s => s.Model.Result)],
            Outputs = [.. model.Outputs.Select(o => CompileOutput(o, model, body, context))],
        };
    }

    private static Target? RemainingTarget(ModelElement model)
    {
        var target = model is MiningModelElement mining && MiningModelCompiler.SumsFromConstant(mining) ? model.Target! with { RescaleConstant = 0 } : model.Target;
        return target is { IsIdentity: true } ? null : target;
    }

    private static FieldPreparation[] CompilePreparations(
        ModelElement model, PmmlDocument document, FieldScope outer, FieldScope scope, FrameLayout layout)
    {
        var preparations = new List<FieldPreparation>();
        foreach (var mining in model.Schema.Fields)
        {
            if (mining.Usage != MiningFieldUsage.Active) continue;
            var source = outer.Resolve(mining.Name, mining.Element);
            // Validity is a matter of the data dictionary, so it is checked once, by the outermost model that reads the field.
            var dictionary = ReferenceEquals(model, document.Model) ? document.Fields.GetValueOrDefault(mining.Name) : null;
            if (FieldPreparationCompiler.Compile(mining, source, dictionary, layout) is not { } preparation) continue;
            preparations.Add(preparation);
            scope.Define(source with { Slot = preparation.Slot });
        }
        return [.. preparations];
    }

    private static Vocabulary FindLabels(ModelElement model, PmmlDocument document, Vocabulary? inherited)
    {
        if (model.Schema.Target is not { } target)
        {
            if (inherited is not null) return Completed(model, inherited);
            return Completed(model, new Vocabulary(FieldDataType.String));
        }
        if (!document.Fields.TryGetValue(target.Name, out var field))
            return Completed(model, inherited ?? new Vocabulary(FieldDataType.String));
        var labels = new Vocabulary(field.DataType);
        labels.Declare(field.ValidValues);
        return Completed(model, labels);
    }

    private static Vocabulary Completed(ModelElement model, Vocabulary labels)
    {
        TargetLabels.Collect(model, labels);
        if (labels.Count > PmmlLimits.MaxCategories) throw model.Element.Refuse($"has more than {PmmlLimits.MaxCategories} categories.");
        return labels.Count > 0 ? labels : throw model.Element.Refuse("is a classification without categories.");
    }

    // The same codes under the clusters' names; two clusters of one name have no codes of their own, so the labels stay.
    public static Vocabulary? DisplayLabels(ModelElement model)
    {
        if (model is not ClusteringModelElement clustering) return null;
        var names = new Vocabulary(FieldDataType.String);
        names.Declare(clustering.DisplayLabels);
        return names.Count == clustering.DisplayLabels.Length ? names : null;
    }

    // A result that is neither the value nor a probability stands in a slot of the body's own.
    private static CompiledExpression? CompileFeature(OutputField output, ModelBody body)
    {
        var feature = output.Element.Optional("feature");
        if (feature is "confidence" && body is not (CompiledAssociation or CompiledRuleSet or CompiledTree or CompiledSpreadingTree)) throw output.Element.Refuse("confidence is supported for trees and rule sets only.");
        if (body is CompiledNearestNeighbor neighbors && feature is "entityId" or "affinity" or "entityAffinity")
        {
            if (output.Rank < 1 || output.Rank > neighbors.Neighbors.Count) throw output.Element.Refuse($"rank {output.Rank} of {neighbors.Neighbors.Count} neighbours.");
            return feature is "entityId"
                ? new FieldExpression(new Field(output.Name, neighbors.Neighbors.First + output.Rank - 1, FieldDataType.String, neighbors.Ids), double.NaN)
                : new FieldExpression(new Field(output.Name, neighbors.Neighbors.FirstMeasure + output.Rank - 1, FieldDataType.Double, null), double.NaN);
        }
        if (body is CompiledAssociation association) return association.CompileOutput(output);
        if (feature is "affinity" or "clusterAffinity" or "entityAffinity")
        {
            if (body is not CompiledClustering clustering || output.Rank != 1) throw output.Element.Refuse("the affinity of a cluster, or of the nearest, is supported, no other.");
            var cluster = output.Value is null ? -1 : body.Result.Labels!.CodeOf(output.Value);
            if (output.Value is not null && cluster < 0) throw output.Element.Refuse($"'{PmmlElement.Shorten(output.Value)}' is no cluster.");
            return new FieldExpression(new Field(output.Name, clustering.Affinity + 1 + cluster, FieldDataType.Double, null), double.NaN);
        }
        if (feature is "entityId" or "clusterId")
        {
            if (body is CompiledClustering) return new FieldExpression(new Field(output.Name, body.Result.Value, FieldDataType.String, body.Result.Labels), double.NaN);
            if (body.Entity is null || output.Rank != 1) throw output.Element.Refuse("is supported for trees and clusters.");
            return new FieldExpression(body.Entity with { Name = output.Name }, double.NaN);
        }
        if (feature is "ruleValue" or "rule" or "ruleId" or "antecedent" or "consequent" or "support" or "lift" or "leverage") throw output.Element.Refuse("is a feature of the rules of an AssociationModel.");
        if (feature is not "reasonCode") return null;
        if (body is not CompiledScorecard { FirstReason: >= 0 } card) throw output.Element.Refuse("reason codes are those of a Scorecard with useReasonCodes.");
        if (output.Rank < 1) throw output.Element.Refuse("rank counts from 1.");
        // Fewer reasons than asked: the last one is repeated by some consumers; here it is missing, unless the document has none at all.
        return output.Rank <= card.ReasonCount
            ? new FieldExpression(new Field(output.Name, card.FirstReason + output.Rank - 1, FieldDataType.String, card.Reasons), double.NaN)
            : throw output.Element.Refuse($"rank {output.Rank} of {card.ReasonCount} reasons.");
    }

    private static CompiledOutput CompileOutput(OutputField output, ModelElement model, ModelBody body, CompilationContext context)
    {
        var (result, layout) = (context.Result, context.Layout);
        if (output.SegmentId is { } id)
        {
            if (!context.Segments.TryGetValue(id, out var segment)) throw output.Element.Refuse($"segmentId=\"{PmmlElement.Shorten(id)}\" names no segment of the model.");
            (model, body, result) = (segment.Element, segment.Model.Body, segment.Model.Result);
        }
        if (output.IsProbability && result.Labels is null && body is not CompiledAssociation) throw output.Element.Refuse("asks for a probability of a regression.");
        var label = -1;
        if (output is { IsProbability: true, Value: { } value })
        {
            label = result.Labels!.CodeOf(value);
            if (label < 0) throw output.Element.Refuse($"'{PmmlElement.Shorten(value)}' is not a category of the target.");
        }
        var expression = output.Expression is null ? null : new ExpressionCompiler(context.Scope, context.Document.Functions, layout).Compile(output.Expression);
        expression ??= CompileFeature(output, body);
        if (expression?.Text is { } constant) expression = new TextExpression(_ => constant);
        var labels = expression is not null ? expression.Categories : output.IsProbability ? null : output.IsDisplay ? DisplayLabels(model) ?? result.Labels : result.Labels;
        var compiled = new CompiledOutput(
            output.Name, layout.Allocate(1, output.Element), output.IsProbability, label, labels, output.DataType == FieldDataType.Float, output.IsFinal, expression)
        {
            Source = output.SegmentId is null ? null : result,
        };
        // Later outputs may refer to this one.
        var dataType = labels is not null ? FieldDataType.String : expression?.DataType ?? (output.DataType == FieldDataType.Float ? FieldDataType.Float : FieldDataType.Double);
        context.Scope.Define(new Field(output.Name, compiled.Slot, dataType, labels));
        return compiled;
    }
}
