using Maintenance.Core.Assets;
using Maintenance.Core.Conditions;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Maintenance.Scoring.HealthAssessment;
using Maintenance.Simulator.Physics;

namespace Maintenance.Training.Fleets;

/// <summary>Scores a simulated drill at one time, on the seconds of readings before it. Not thread-safe.</summary>
internal sealed class SimulatedDrillScorer
{
    /// <summary>Seconds of readings per sample.</summary>
    public const int Seconds = 15;

    private readonly IConditionModel _model;
    private readonly int[] _inputs;
    private readonly int[] _classes;
    private readonly float[] _features = new float[WindowFeatures.Names.Count];
    private readonly float[] _row;
    private readonly float[] _outputs;

    public SimulatedDrillScorer(IConditionModel model)
    {
        _model = model;
        var names = WindowFeatures.Names.ToList();
        _inputs = [.. model.Inputs.Select(input => names.IndexOf(input) is var at and >= 0
            ? at : throw new InvalidDataException($"The model's input '{input}' is not a window feature."))];
        var outputs = model.Outputs.ToList();
        _classes = [.. FailureModes.Classes.Select(mode =>
            outputs.IndexOf($"probability({mode})") is var at and >= 0
                ? at : throw new InvalidDataException($"The model has no output probability({mode})."))];
        _row = new float[_inputs.Length];
        _outputs = new float[outputs.Count];
    }

    /// <summary>1 − P(none) of the last sample.</summary>
    public float FaultProbability => 1 - _outputs[_classes[0]];

    /// <summary>Most likely failure mode of the last sample.</summary>
    public string FailureMode
    {
        get
        {
            var best = 1;
            for (var i = 2; i < _classes.Length; i++)
                if (_outputs[_classes[i]] > _outputs[_classes[best]]) best = i;
            return FailureModes.Classes[best];
        }
    }

    /// <summary>Window features of the last sample.</summary>
    public ReadOnlySpan<float> Features => _features;

    /// <summary>Generates the readings up to a time and scores them.</summary>
    /// <returns>False when the readings contain no evidence of the machine's condition.</returns>
    public bool TryScore(SimulatedFleet fleet, int drill, long unixMicros, SensorFit? fit = null)
    {
        var extractor = new FeatureExtractor(DrillSetup.Of(fleet.Assets[drill]));
        var evidence = false;
        for (var t = unixMicros - ((Seconds - 1) * UnixMicros.PerSecond); t <= unixMicros; t += UnixMicros.PerSecond)
        {
            var block = fleet.GenerateBlock(drill, t);
            evidence = extractor.Add(fit is null ? block : fit.Apply(block), _features);
        }
        if (!evidence) return false;
        for (var i = 0; i < _row.Length; i++) _row[i] = _features[_inputs[i]];
        _model.Score(_row, 1, _outputs);
        return true;
    }
}
