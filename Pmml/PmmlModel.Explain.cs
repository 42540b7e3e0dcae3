using System.Buffers;
using Maintenance.Pmml.MiningModel;
using Maintenance.Pmml.RegressionModel;
using Maintenance.Pmml.TreeEngine;

namespace Maintenance.Pmml;

public sealed partial class PmmlModel
{
    /// <summary>Which category (or 0 for a regression) each output speaks of; −1 for none.</summary>
    private readonly int[] _explained;

    /// <summary>Group × category: how much one unit of the group's sum moves the category in the link space.</summary>
    private readonly double[][]? _factors;

    /// <summary>
    /// True when <see cref="Explain"/> gives exact Shapley values in the link space: a tree ensemble with record counts. Otherwise it gives,
    /// input by input, how much the output itself falls when that input alone is taken away (set to missing).
    /// </summary>
    public bool ExplainsExactly => _shap is not null;

    /// <summary>Adds up, for one output of one row, how much each input moved the result; <see cref="ExplainsExactly"/> says in which sense.</summary>
    /// <param name="row">One input row.</param>
    /// <param name="output">Index into <see cref="Outputs"/>.</param>
    /// <param name="contributions"><c>Inputs.Count</c> values, overwritten.</param>
    /// <exception cref="ArgumentException">A span is too short, or there is no such output.</exception>
    public void Explain(ReadOnlySpan<float> row, int output, Span<float> contributions)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(output);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(output, _outputSlots.Length);
        CheckLengths(row.Length, 1, _outputSlots.Length);
        if (contributions.Length < _inputs.Length)
            throw new ArgumentException($"{_inputs.Length} contributions are given, {contributions.Length} fit.", nameof(contributions));
        if (_shap is not null && _explained[output] >= 0) ExplainByShapley(row, _explained[output], contributions);
        else ExplainByRemoval(row, output, contributions);
    }

    private void ExplainByShapley(ReadOnlySpan<float> row, int category, Span<float> contributions)
    {
        var rented = ArrayPool<double>.Shared.Rent(_inputs.Length);
        try
        {
            var sums = rented.AsSpan(0, _inputs.Length);
            sums.Clear();
            for (var group = 0; group < _factors!.Length; group++)
            {
                var factor = _factors[group][category];
                if (factor != 0) _shap!.Add(group, row, factor, sums);
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
        // Of two categories under any link but softmax the second is the complement of the first.
        var isComplement = top.LabelMap is not null && regression.Codes.Count == 2 && table == 1
            && regression.Normalization is not (RegressionNormalization.SoftMax or RegressionNormalization.SimpleMax);
        var coefficient = 0.0;
        foreach (var power in regression.Tables[isComplement ? 0 : table].Powers)
            foreach (var output in model.Outputs)
            {
                if (output.Slot == power.Slot) coefficient += power.Coefficient;
                // Behind a link of its own, the group's output itself is the space in which inputs are told apart.
                else if (plan.Links.TryGetValue(power.Slot, out var link) && output.Slot == link.Source) coefficient += Math.Sign(power.Coefficient) * link.Direction;
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

    private void ExplainByRemoval(ReadOnlySpan<float> row, int output, Span<float> contributions)
    {
        var changed = ArrayPool<float>.Shared.Rent(_inputs.Length);
        var results = ArrayPool<float>.Shared.Rent(_outputSlots.Length);
        try
        {
            var copy = changed.AsSpan(0, _inputs.Length);
            row[.._inputs.Length].CopyTo(copy);
            Score(copy, 1, results);
            var whole = results[output];
            for (var i = 0; i < copy.Length; i++)
            {
                (var kept, copy[i]) = (copy[i], float.NaN);
                Score(copy, 1, results);
                var difference = whole - results[output];
                contributions[i] = float.IsNaN(difference) ? 0 : difference;
                copy[i] = kept;
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(changed);
            ArrayPool<float>.Shared.Return(results);
        }
    }
}
