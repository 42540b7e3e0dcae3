using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Frames;
using Maintenance.Pmml.MiningFields;
using Maintenance.Pmml.Transformations;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.Model;

/// <summary>
/// Compiles the parts common to all model elements (mining schema, local transformations, targets, output) around the element's body.
/// </summary>
internal static class ModelCompiler
{
    /// <param name="model">The element.</param>
    /// <param name="document">Its document.</param>
    /// <param name="outer">Names in the enclosing scope.</param>
    /// <param name="layout">Slots of the frame.</param>
    /// <param name="inheritedLabels">Categories of the enclosing model, for a segment without a target of its own.</param>
    public static CompiledModel Compile(ModelElement model, PmmlDocument document, FieldScope outer, FrameLayout layout,
        Vocabulary? inheritedLabels)
    {
        var begun = layout.BeginModel();
        var scope = new FieldScope(outer);
        var preparations = CompilePreparations(model, document, outer, scope, layout);
        IReadOnlyList<DerivedField> derived = ReferenceEquals(model, document.Model) ? [.. document.DerivedFields, .. model.DerivedFields]
            : [.. Reread(model, document, preparations), .. model.DerivedFields];
        derived = FieldUses.WithoutTraining(model.Element, derived, name => document.Fields.ContainsKey(name) && scope.Find(name) is null);
        var values = DerivedFieldCompiler.Compile(derived, scope, document.Functions, layout);
        var labels = model.IsClassification ? FindLabels(model, document, inheritedLabels) : null;
        var result = new ResultSlots(
            layout.Allocate(1, model.Element), labels is null ? -1 : layout.Allocate(labels.Count, model.Element), labels, model.IsFloat);
        var context = new CompilationContext(document, scope, layout, result) { Derived = values };
        var body = model.CompileBody(context);
        if (model.Target is { KeepsPredictions: false } && labels is not null)
            throw model.Element.Refuse("Targets rescales, but the model is a classification; only a regression can be rescaled.");
        return new CompiledModel
        {
            Preparations = preparations,
            Derived = values,
            Body = body,
            Result = result,
            Target = model.TargetOfResult is { KeepsPredictions: false } target ? target : null,
            Fallback = CompileFallback(model, labels),
            AskedSegments = [.. context.Segments.Values.Select(s => s.Model.Slots)],
            Outputs = [.. model.Outputs.Select(new OutputCompiler(model, body, context).Compile)],
            Slots = layout.EndModel(begun), // after the outputs, which have slots too
        };
    }

    // The dictionary's fields are derived from a segment's own values where its mining schema replaces what they are derived from.
    private static List<DerivedField> Reread(ModelElement model, PmmlDocument document, FieldPreparation[] preparations)
    {
        if (preparations.Length == 0 || document.DerivedFields.Count == 0) return [];
        var changed = preparations.Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        var affected = new List<DerivedField>();
        for (var before = -1; before != affected.Count;)
        {
            before = affected.Count;
            foreach (var field in document.DerivedFields)
            {
                if (changed.Contains(field.Name) || !field.References.Any(changed.Contains) || Redefines(model, field.Name)) continue;
                changed.Add(field.Name);
                affected.Add(field);
            }
        }
        return FieldUses.UsedBy(model.Element, affected);
    }

    // A mining field of that name takes the enclosing model's value; a local derived field hides it.
    private static bool Redefines(ModelElement model, string name) =>
        model.Schema.Fields.Any(f => f.Name == name) || model.DerivedFields.Any(f => f.Name == name);

    private static CompiledFallback? CompileFallback(ModelElement model, Vocabulary? labels)
    {
        if (model.Target is not { } target) return null;
        if (labels is null) return double.IsNaN(target.Default) ? null : new CompiledFallback(target.Default, []);
        if (target.Priors.Count == 0) return null;
        var shares = new double[labels.Count];
        foreach (var (value, probability) in target.Priors)
            if (labels.CodeOf(value) is >= 0 and var code) shares[code] = probability;
        return new CompiledFallback(Array.IndexOf(shares, shares.Max()), shares);
    }

    private static FieldPreparation[] CompilePreparations(
        ModelElement model, PmmlDocument document, FieldScope outer, FieldScope scope, FrameLayout layout)
    {
        var preparations = new List<FieldPreparation>();
        foreach (var mining in model.Schema.Fields)
        {
            if (mining.Usage != MiningFieldUsage.Active) continue;
            var source = outer.Resolve(mining.Name, mining.Element);
            // Validity depends on the data dictionary only, so it is checked once, by the outermost model that reads the field.
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
        model.AddCategories(labels);
        if (labels.Count > PmmlLimits.MaxCategories) throw model.Element.Refuse($"has more than {PmmlLimits.MaxCategories} categories.");
        return labels.Count > 0 ? labels : throw model.Element.Refuse("is a classification without categories.");
    }
}
