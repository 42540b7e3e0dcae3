using Maintenance.Core.Conditions;
using Maintenance.Core.Models;
using Maintenance.Core.Ports;

namespace Maintenance.Scoring.PrognosticAssessment;

/// <summary>
/// Estimates the remaining useful life of a drill with a developing fault from the window features (ISO 13374 prognostic assessment). The
/// document outputs all three quantiles, so that its calibration travels with it. One instance per worker: it owns buffers; allocates
/// nothing.
/// </summary>
internal sealed class RulEstimator
{
    private readonly IConditionModel _model;
    private readonly int[] _inputs;
    private readonly int[] _levels;
    private readonly int _limit;
    private readonly float[] _row;
    private readonly float[] _outputs;

    /// <summary>Prepares a model.</summary>
    /// <param name="model">A drill-life model.</param>
    /// <param name="indexOfFeature">Index of a named window feature in the argument of <see cref="Estimate"/>.</param>
    /// <exception cref="InvalidDataException">An input is not a window feature, or a quantile is missing.</exception>
    public RulEstimator(IConditionModel model, Func<string, int> indexOfFeature)
    {
        _model = model;
        _inputs = [.. model.Inputs.Select(indexOfFeature)];
        _levels = [.. LifeModelOutputs.All.Select(OutputOf)];
        _limit = Find(LifeModelOutputs.Limit);
        _row = new float[_inputs.Length];
        _outputs = new float[model.Outputs.Count];
    }

    /// <summary>Hash of the model.</summary>
    public string ModelHash => _model.Hash;

    /// <summary>Estimates the quantiles, operating hours, from the features of a window.</summary>
    public RulQuantiles Estimate(ReadOnlySpan<float> features)
    {
        for (var i = 0; i < _inputs.Length; i++) _row[i] = features[_inputs[i]];
        _model.Score(_row, 1, _outputs);
        return new RulQuantiles(_outputs[_levels[0]], _outputs[_levels[1]], _outputs[_levels[2]])
        { Limit = _limit < 0 ? float.NaN : _outputs[_limit] };
    }

    private int OutputOf(string name) => Find(name) is >= 0 and var output ? output : throw new InvalidDataException(
        $"The model has no output {name}; a drill-life model has {string.Join(", ", LifeModelOutputs.All)}.");

    private int Find(string name)
    {
        for (var i = 0; i < _model.Outputs.Count; i++)
            if (string.Equals(_model.Outputs[i], name, StringComparison.Ordinal)) return i;
        return -1;
    }
}
