using Maintenance.Pmml.MiningModel;
using Maintenance.Pmml.Model;
using Maintenance.Pmml.Predicates;
using Maintenance.Pmml.RegressionModel;
using Maintenance.Pmml.TreeModel;

namespace Maintenance.Pmml.TreeEngine;

/// <summary>Recognises the documents an <see cref="EnsemblePlan"/> can score; all others use reference evaluation.</summary>
internal static class EnsemblePlanner
{
    public static EnsemblePlan? TryPlan(CompiledModel root, int inputCount)
    {
        var inputs = Enumerable.Range(0, inputCount).ToDictionary(i => i, i => i);
        if (Extend(inputs, root) is not { } inRoot) return null;
        var builder = new FlatEnsembleBuilder();
        if (root.Body is not CompiledChain chain)
            return TryAddGroup(builder, root, inRoot)
                ? new EnsemblePlan(root, [root], null, builder.Build(), new Dictionary<int, MarginLink>()) : null;
        var top = chain.Segments[^1];
        var groups = chain.Segments.Take(chain.Segments.Count - 1).ToArray();
        var links = new Dictionary<int, MarginLink>();
        if (groups.Length == 0 || !IsAlways(top) || !IsLinearOver(top.Model, groups, links)) return null;
        foreach (var group in groups)
            if (!IsAlways(group) || Extend(inRoot, group.Model) is not { } inGroup || !TryAddGroup(builder, group.Model, inGroup))
                return null;
        return new EnsemblePlan(root, [.. groups.Select(g => g.Model)], top, builder.Build(), links);
    }

    private static bool TryAddGroup(FlatEnsembleBuilder builder, CompiledModel group, IReadOnlyDictionary<int, int> inputs)
    {
        builder.BeginGroup();
        if (group.Body is CompiledTree { Result.Labels: null } single) return builder.TryAdd(single, inputs);
        if (group.Body is not CompiledAggregate { Method: MultipleModelMethod.Sum, SkipsMissing: false } sum) return false;
        foreach (var segment in sum.Segments)
        {
            if (!IsAlways(segment) || segment.Model.Target is not null || segment.Model.Fallback is not null || segment.Model.Body
                is not CompiledTree tree) return false;
            if (Extend(inputs, segment.Model) is not { } inTree || !builder.TryAdd(tree, inTree)) return false;
        }
        return true;
    }

    /// <summary>
    /// Maps the slots inside a model to the inputs they hold unchanged; null when the model changes float32 values.
    /// </summary>
    private static Dictionary<int, int>? Extend(IReadOnlyDictionary<int, int> outer, CompiledModel model)
    {
        if (model.AskedSegments.Length > 0 || model.Body.Entity is not null) return null;
        var inputs = new Dictionary<int, int>(outer);
        foreach (var preparation in model.Preparations)
        {
            if (!preparation.IsIdentityForFloats) return null;
            if (inputs.TryGetValue(preparation.Source, out var input)) inputs[preparation.Slot] = input;
        }
        foreach (var derived in model.Derived)
            if (derived.Source >= 0 && inputs.TryGetValue(derived.Source, out var input)) inputs[derived.Slot] = input;
        return inputs;
    }

    private static bool IsAlways(CompiledSegment segment) => segment.Predicate is CompiledPredicate.Constant { IsTrue: true };

    // The top model may use only the groups' outputs, unchanged or each through its own link.
    private static bool IsLinearOver(CompiledModel top, CompiledSegment[] groups, Dictionary<int, MarginLink> links)
    {
        if (top.Body is not CompiledRegression regression || top.Preparations.Length > 0 || top.Target is not null || top.Fallback
            is not null) return false;
        var outputs = groups.SelectMany(g => g.Model.Outputs).Where(o => !o.IsProbability).Select(o => o.Slot).ToHashSet();
        foreach (var derived in top.Derived)
        {
            if (MarginLink.TryRead(derived, outputs) is not { } link) return false;
            links[derived.Slot] = link;
        }
        return regression.Tables.All(t => t.IsLinear && t.Powers.All(p => outputs.Contains(p.Slot) || links.ContainsKey(p.Slot)));
    }
}
