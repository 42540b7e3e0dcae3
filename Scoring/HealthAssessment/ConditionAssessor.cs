using System.Text.Json;
using Maintenance.Core.Conditions;
using Maintenance.Core.Ports;
using Maintenance.Scoring.PrognosticAssessment;

namespace Maintenance.Scoring.HealthAssessment;

/// <summary>
/// Turns a window of blocks into an assessment with the loaded model (ISO 13374 health assessment). Health index = 100 · P(none).
/// A failure mode is named when P(fault) reaches <see cref="FaultLimits.NamedFrom"/>: the most likely class other than none. RUL is
/// estimated while a failure mode is named, if there is a model for it. One instance per worker: it owns buffers; allocates only for the
/// reasons of drills with a fault.
/// </summary>
internal sealed class ConditionAssessor
{
    private const int MaxReasons = 3;
    private readonly IConditionModel _model;
    private readonly RulEstimator? _life;
    private readonly int[] _inputs;
    private readonly int[] _classes;
    private readonly float[] _features = new float[WindowFeatures.Names.Count];
    private readonly float[] _row;
    private readonly float[] _outputs;
    private readonly float[] _contributions;

    /// <exception cref="InvalidDataException">An input of a model is not a window feature, or an output is missing.</exception>
    public ConditionAssessor(IConditionModel model, IConditionModel? life = null)
    {
        _model = model;
        _life = life is null ? null : new RulEstimator(life, WindowFeatures.IndexOf);
        _inputs = [.. model.Inputs.Select(WindowFeatures.IndexOf)];
        _classes = [.. FailureModes.Classes.Select(ClassOf)];
        _row = new float[_inputs.Length];
        _outputs = new float[model.Outputs.Count];
        _contributions = new float[_inputs.Length];
    }

    /// <summary>Hash of the model, stored with each assessment.</summary>
    public string ModelHash => _model.Hash;

    /// <summary>Features of the last assessed window; undefined when it had no evidence.</summary>
    public ReadOnlySpan<float> Features => _features;

    /// <summary>Assesses the last block of the window.</summary>
    public Assessment Assess(ReadOnlySpan<BlockEntry> window)
    {
        var state = window[^1].State;
        if (!WindowFeatures.Compute(window, _features)) return Assessment.WithoutEvidence(state);
        for (var i = 0; i < _inputs.Length; i++) _row[i] = _features[_inputs[i]];
        _model.Score(_row, 1, _outputs);
        var leading = 1;
        for (var i = 2; i < _classes.Length; i++)
            if (_outputs[_classes[i]] > _outputs[_classes[leading]]) leading = i;
        var healthIndex = Math.Clamp(100 * _outputs[_classes[0]], 0, 100);
        var fault = 1 - _outputs[_classes[0]];
        var named = fault >= FaultLimits.NamedFrom;
        return new Assessment(
            state, healthIndex, named ? FailureModes.Classes[leading] : FailureModes.None, named ? _outputs[_classes[leading]] : fault,
            named ? ReasonsFor(_classes[leading]) : null, named && _life is not null ? _life.Estimate(_features) : RulQuantiles.Unknown);
    }

    private string ReasonsFor(int output)
    {
        if (_model.WithoutReasons is { } why)
            return JsonSerializer.Serialize([new Reason(why, "", null, "1", null, null, 0)], ReasonJson.Default.ReasonArray);
        _model.Explain(_row, output, _contributions);
        Span<int> top = stackalloc int[MaxReasons];
        var count = TopContributions(top);
        var reasons = new Reason[count];
        for (var i = 0; i < count; i++)
        {
            var descriptor = WindowFeatures.DescriptorOf(_inputs[top[i]]);
            var usual = _model.UsualRanges.TryGetValue(_model.Inputs[top[i]], out var range) ? range : (Low: float.NaN, High: float.NaN);
            reasons[i] = new Reason(descriptor.Meaning, _model.Inputs[top[i]], Finite(_row[top[i]]), descriptor.Unit, Finite(usual.Low),
                Finite(usual.High), _contributions[top[i]]);
        }
        return JsonSerializer.Serialize(reasons, ReasonJson.Default.ReasonArray);
    }

    private int TopContributions(Span<int> top)
    {
        var count = 0;
        while (count < top.Length)
        {
            var best = -1;
            for (var i = 0; i < _contributions.Length; i++)
                if (_contributions[i] > 0 && !top[..count].Contains(i) && (best < 0 || _contributions[i] > _contributions[best])) best = i;
            if (best < 0) break;
            top[count++] = best;
        }
        return count;
    }

    private static float? Finite(float value) => float.IsFinite(value) ? value : null;

    private int ClassOf(string label)
    {
        for (var i = 0; i < _model.Outputs.Count; i++)
            if (string.Equals(_model.Outputs[i], $"probability({label})", StringComparison.Ordinal)) return i;
        throw new InvalidDataException($"The model has no output probability({label}); a drill-health model has one per failure "
            + $"mode. Its outputs: {string.Join(", ", _model.Outputs)}.");
    }
}
