using Maintenance.Core.Conditions;
using Maintenance.Core.Ports;

namespace Maintenance.Scoring.HealthAssessment;

/// <summary>
/// A drill-health model's probability of each of its classes, as far as the window supports it: of a class that the window cannot show it
/// says nothing, and a suspicion counts only with a value outside its usual range. One instance per worker: it owns buffers; allocates only
/// for reasons.
/// </summary>
internal sealed class ModelJudgement
{
    private const int MaxReasons = 3;

    // Just below the edge of grade A: what a suspicion without a reason may count at most.
    private const float Unsupported = 0.14f;

    // Part of the width of its usual range that a value must be outside of it to count in full.
    private const float FullSupport = 0.05f;

    private readonly IConditionModel _model;
    private readonly int[] _inputs;
    private readonly int[] _classes;
    private readonly bool[] _seesOtherwise;
    private readonly bool[] _lowIsUnusual;
    private readonly float[] _row;
    private readonly float[] _outputs;
    private readonly float[] _contributions;
    private bool _hasInput;

    /// <exception cref="InvalidDataException">An input of the model is not a window feature, or an output is missing.</exception>
    public ModelJudgement(IConditionModel model)
    {
        _model = model;
        _inputs = [.. model.Inputs.Select(WindowFeatures.IndexOf)];
        _classes = [.. FailureModes.Classes.Select(ClassOf)];
        _seesOtherwise = [.. FailureModes.Classes.Select(SeesOtherwise)];
        _lowIsUnusual = [.. _inputs.Select(f => LowIsUnusual(WindowFeatures.DescriptorOf(f)))];
        _row = new float[_inputs.Length];
        _outputs = new float[model.Outputs.Count];
        _contributions = new float[_inputs.Length];
    }

    /// <summary>Hash of the model.</summary>
    public string Hash => _model.Hash;

    /// <summary>Scores the features of a window.</summary>
    public void Score(ReadOnlySpan<float> features)
    {
        _hasInput = false;
        for (var i = 0; i < _inputs.Length; i++)
        {
            _row[i] = features[_inputs[i]];
            _hasInput |= !float.IsNaN(_row[i]);
        }
        _model.Score(_row, 1, _outputs);
    }

    /// <summary>
    /// True when the model sees a class by inputs that the rules do not know for it, as a model trained on a fleet's own history may.
    /// </summary>
    public bool SeesByItself(int @class) => _seesOtherwise[@class] && _hasInput;

    /// <summary>Probability of a class, 0–1.</summary>
    public float Probability(int @class) => Math.Clamp(_outputs[_classes[@class]], 0, 1);

    /// <summary>A suspicion as far as a value outside its usual range, or no knowledge of usual ranges, supports it.</summary>
    /// <param name="class">The class suspected: index in <c>FailureModes.Classes</c>, 1 or greater.</param>
    /// <param name="probability">The suspicion, 0–1.</param>
    /// <param name="reasons">Up to three; null below <see cref="FaultLimits.NamedFrom"/>.</param>
    public float Supported(int @class, float probability, out Reason[]? reasons)
    {
        reasons = null;
        if (!(probability >= FaultLimits.NamedFrom)) return probability;
        if (_model.WithoutReasons is { } why)
        {
            reasons = [new Reason(why, "", null, "1", null, null, 0)];
            return probability;
        }
        _model.Explain(_row, _classes[@class], _contributions);
        Span<int> top = stackalloc int[MaxReasons];
        probability = Unsupported + (probability - Unsupported) * SupportOf(@class);
        if (probability < FaultLimits.NamedFrom) return probability;
        reasons = new Reason[TopContributions(top)];
        for (var i = 0; i < reasons.Length; i++) reasons[i] = ReasonOf(top[i]);
        return probability;
    }

    private Reason ReasonOf(int input)
    {
        var descriptor = WindowFeatures.DescriptorOf(_inputs[input]);
        var usual = Usual(input);
        return new Reason(descriptor.Meaning, _model.Inputs[input], Finite(_row[input]), descriptor.Unit, Finite(usual.Low),
            Finite(usual.High), _contributions[input]);
    }

    private (float Low, float High) Usual(int input) =>
        _model.UsualRanges.TryGetValue(_model.Inputs[input], out var range) ? range : (Low: float.NaN, High: float.NaN);

    // Of a model that knows usual ranges, only a value outside its own is a reason. Nothing is wrong with a machine that vibrates less,
    // runs more steadily or is cooler than others.
    private bool IsReason(int input)
    {
        if (_model.UsualRanges.Count == 0) return true;
        var (low, high) = Usual(input);
        return _row[input] > high || (_row[input] < low && _lowIsUnusual[input]);
    }

    // How far the greatest reason is outside, 0–1: a value at the edge must not take a drill from A to D and back. One of the reasons must
    // tell of the suspected class, if any input does: how sharp lateral vibration is says nothing of stick-slip.
    private float SupportOf(int @class)
    {
        if (_model.UsualRanges.Count == 0) return 1;
        var support = 0f;
        for (var i = 0; i < _contributions.Length; i++)
        {
            if (!(_contributions[i] > 0) || !IsReason(i)) continue;
            if (!_seesOtherwise[@class] && !TellsOf(FailureModes.Classes[@class], i)) continue;
            var (low, high) = Usual(i);
            var outside = Math.Max(_row[i] - high, low - _row[i]) / (FullSupport * (high - low));
            support = Math.Max(support, float.IsNaN(outside) ? 1 : Math.Min(outside, 1));
        }
        return support;
    }

    // Load and want of oil heat a machine before its thermometers are unusual.
    private bool TellsOf(string mode, int input) => Informs(mode, input)
        || (mode == FailureModes.Overheating
            && WindowFeatures.DescriptorOf(_inputs[input]).Name is "oil_pressure_mean" or "motor_current_mean");

    private bool Informs(string mode, int input) =>
        Rules.DiagnosticRules.Informs(mode, WindowFeatures.DescriptorOf(_inputs[input]).Name);

    private static bool LowIsUnusual(Descriptor descriptor) =>
        descriptor.Unit is not ("m/s2" or "mm/s" or "1" or "degC" or "degC/min")
        && !descriptor.Name.EndsWith("_std", StringComparison.Ordinal);

    private int TopContributions(Span<int> top)
    {
        var count = 0;
        while (count < top.Length)
        {
            var best = -1;
            for (var i = 0; i < _contributions.Length; i++)
                if (_contributions[i] > 0 && IsReason(i) && !top[..count].Contains(i)
                    && (best < 0 || _contributions[i] > _contributions[best])) best = i;
            if (best < 0) break;
            top[count++] = best;
        }
        return count;
    }

    private bool SeesOtherwise(string mode) =>
        !Enumerable.Range(0, _inputs.Length).Any(i => Informs(mode, i));

    private static float? Finite(float value) => float.IsFinite(value) ? value : null;

    private int ClassOf(string label)
    {
        for (var i = 0; i < _model.Outputs.Count; i++)
            if (string.Equals(_model.Outputs[i], $"probability({label})", StringComparison.Ordinal)) return i;
        throw new InvalidDataException($"The model has no output probability({label}); a drill-health model has one per failure "
            + $"mode. Its outputs: {string.Join(", ", _model.Outputs)}.");
    }
}
