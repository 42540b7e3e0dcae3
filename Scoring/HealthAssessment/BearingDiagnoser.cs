using Maintenance.Core.Assets;
using Maintenance.Core.Conditions;
using Maintenance.Core.Telemetry;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.HealthAssessment.Rules;
using static Maintenance.Scoring.DataManipulation.DescriptorIndex;

namespace Maintenance.Scoring.HealthAssessment;

/// <summary>
/// Diagnoses a bearing from the blocks of one place, in event-time order, by the same code as the live path: descriptors, window, rule. For
/// evaluation on recordings. Not thread-safe.
/// </summary>
/// <param name="place">Where the waveforms are measured.</param>
public sealed class BearingDiagnoser(MeasurementLocation place)
{
    private readonly BlockWindow _window = new(new DrillSetup(double.NaN, [place]));
    private readonly float[] _features = new float[WindowFeatures.Names.Count];

    /// <summary>Adds a block and diagnoses the window that ends with it.</summary>
    public BearingDiagnosis Add(TelemetryRecord record) => Diagnose(_window.Add(record).State);

    /// <summary>Adds a block of which only statistics of the waveform were kept: no lines can be told.</summary>
    /// <param name="eventTimeUnixMicros">Time of the block; times ascend from call to call.</param>
    /// <param name="rms">Its RMS, m/s².</param>
    /// <param name="kurtosis">Its kurtosis, 3 for noise.</param>
    /// <param name="crest">Its crest factor.</param>
    public BearingDiagnosis Add(long eventTimeUnixMicros, float rms, float kurtosis, float crest)
    {
        var entry = new BlockEntry { EventTimeUnixMicros = eventTimeUnixMicros };
        (entry.Descriptors[WaveformRms], entry.Descriptors[WaveformKurtosis], entry.Descriptors[WaveformCrest]) = (rms, kurtosis, crest);
        _window.Add(entry);
        return Diagnose(entry.State);
    }

    private BearingDiagnosis Diagnose(DrillingState state)
    {
        var running = new bool[_window.Blocks.Length];
        var turning = WindowFeatures.Compute(_window.Blocks, _features, running);
        var input = new RuleInput
        {
            Features = _features,
            Window = _window.Blocks,
            Running = running,
            State = state,
            Turning = turning,
            Location = place,
        };
        var finding = BearingRule.Judge(input);
        var shares = BearingShares.Of(input);
        return new BearingDiagnosis(
            finding.Probability, finding.Unseen, finding.Limited, finding.Defect,
            shares.IsKnown ? BearingRule.Defects[shares.Leading] : null,
            [shares.OuterRace, shares.InnerRace, shares.Element], shares.Prominence);
    }
}
