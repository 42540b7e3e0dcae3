using System.Buffers;
using Maintenance.Pmml.MiningModel;
using Maintenance.Pmml.RegressionModel;

namespace Maintenance.Pmml.TreeEngine;

/// <summary>
/// Exact contributions of the inputs to a planned ensemble's categories, in the link space. Allocates nothing; any thread.
/// </summary>
internal sealed class EnsembleExplanation
{
    private readonly TreeShap _shap;
    private readonly int _inputs;

    /// <summary>Group × category: change of the category in link space per unit of the group's sum.</summary>
    private readonly double[][] _factors;

    private EnsembleExplanation(TreeShap shap, int inputs, double[][] factors) => (_shap, _inputs, _factors) = (shap, inputs, factors);

    /// <summary>Null where the document lacks what <see cref="TreeShap"/> needs.</summary>
    /// <param name="plan">The ensemble.</param>
    /// <param name="inputs">Number of inputs.</param>
    /// <param name="categories">Number of categories; 1 for a regression.</param>
    public static EnsembleExplanation? TryCreate(EnsemblePlan plan, int inputs, int categories) => TreeShap.TryCreate(plan.Ensemble, inputs)
        is { } shap
        ? new EnsembleExplanation(shap, inputs,
            [.. plan.Groups.Select((_, group) => Enumerable.Range(0, categories).Select(c => FactorOf(plan, group, c)).ToArray())])
        : null;

    /// <summary>Writes the contributions to one category (0 for a regression), one per input.</summary>
    public void Explain(ReadOnlySpan<float> row, int category, Span<float> contributions)
    {
        var rented = ArrayPool<double>.Shared.Rent(_inputs);
        try
        {
            var sums = rented.AsSpan(0, _inputs);
            sums.Clear();
            for (var group = 0; group < _factors.Length; group++)
            {
                var factor = _factors[group][category];
                if (factor != 0) _shap.Add(group, row, factor, sums);
            }
            for (var i = 0; i < sums.Length; i++) contributions[i] = (float)sums[i];
        }
        finally
        {
            ArrayPool<double>.Shared.Return(rented);
        }
    }

    private static double FactorOf(EnsemblePlan plan, int group, int category)
    {
        var model = plan.Groups[group];
        var scale = model.Target?.RescaleFactor ?? 1;
        if (plan.Top is not { } top) return scale;
        var regression = (CompiledRegression)top.Model.Body;
        var table = CategoryTable(regression, top, category);
        if (table < 0) return 0;
        // With two categories and any link but softmax, the second is the complement of the first.
        var isComplement = top.LabelMap is not null && regression.Codes.Count == 2 && table == 1
            && regression.Normalization is not (RegressionNormalization.SoftMax or RegressionNormalization.SimpleMax);
        var coefficient = 0.0;
        foreach (var power in regression.Tables[isComplement ? 0 : table].Powers)
            foreach (var output in model.Outputs)
            {
                if (output.Slot == power.Slot) coefficient += power.Coefficient;
                // Behind a link of its own, the group's output itself is the link space.
                else if (plan.Links.TryGetValue(power.Slot, out var link) && output.Slot == link.Source)
                    coefficient += Math.Sign(power.Coefficient) * link.Direction;
            }
        return (isComplement ? -coefficient : coefficient) * scale;
    }

    private static int CategoryTable(CompiledRegression regression, CompiledSegment top, int category)
    {
        if (top.LabelMap is null) return 0;
        for (var i = 0; i < regression.Codes.Count; i++)
            if (top.LabelMap[regression.Codes[i]] == category) return i;
        return -1;
    }
}
