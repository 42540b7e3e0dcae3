using Maintenance.Core.Channels;
using Maintenance.Core.Conditions;
using Maintenance.Core.Telemetry;
using static Maintenance.Scoring.DataManipulation.DescriptorIndex;

namespace Maintenance.Scoring.DataManipulation;

/// <summary>
/// Computes the descriptors of one block (ISO 13374 data manipulation): a pure function of its readings and of the asset's bit diameter.
/// One instance per worker; steady state allocates nothing.
/// </summary>
internal sealed class DescriptorCalculator
{
    /// <summary>Fewest readings for which vibration statistics are meaningful.</summary>
    private const int MinVibrationReadings = 8;

    /// <summary>Lowest sample rate of a column for which the bands above 10 Hz are meaningful.</summary>
    private const double MinBandRateHz = 100;

    /// <summary>12 rev/min: below it the string hardly rotates.</summary>
    private const float MinShaftHz = 0.2f;

    private readonly Spectrum _spectrum = new();
    private readonly Moments[] _moments = new Moments[StandardChannels.Count];
    private readonly int[] _columns = new int[StandardChannels.Count];
    private float[] _scratch = new float[1024];

    /// <summary>
    /// Statistical moments of the standard channels of the last block, for summaries; <see cref="Moments.None"/> for absent ones.
    /// </summary>
    public ReadOnlySpan<Moments> Channels => _moments;

    /// <summary>Computes all descriptors of a block that is an encoded record.</summary>
    public void Compute(in TelemetryRecordView record, double bitDiameterM, Span<float> descriptors)
    {
        Span<int> channels = stackalloc int[record.ChannelCount];
        Compute(new BlockReadings(record, channels), bitDiameterM, descriptors);
    }

    /// <summary>Computes all descriptors.</summary>
    /// <param name="block">The block.</param>
    /// <param name="bitDiameterM">Metres; NaN when unknown.</param>
    /// <param name="descriptors">Overwritten; length <see cref="Descriptors.Count"/>; NaN where a descriptor cannot be computed.</param>
    public void Compute(in BlockReadings block, double bitDiameterM, Span<float> descriptors)
    {
        descriptors.Fill(float.NaN);
        Measure(block);
        Vibration(StandardChannels.VibrationAxial, descriptors[AxialRms..]);
        Vibration(StandardChannels.VibrationLateral, descriptors[LateralRms..]);
        Vibration(StandardChannels.VibrationTorsional, descriptors[TorsionalRms..]);
        Spectra(block, descriptors);
        Slow(block, descriptors);
        DrillingDescriptors.Compute(_moments, bitDiameterM, descriptors);
    }

    private void Measure(in BlockReadings block)
    {
        if (_scratch.Length < block.Count) _scratch = new float[block.Count];
        Array.Fill(_moments, Moments.None);
        Array.Fill(_columns, -1);
        for (var i = 0; i < block.Channels.Length; i++)
        {
            var channel = block.Channels[i];
            if (channel >= StandardChannels.Count || _columns[channel] >= 0) continue;
            _columns[channel] = i;
            _moments[channel] = Moments.Of(block.Column(i), _scratch);
        }
    }

    // Each direction has RMS, peak, crest factor and kurtosis, in this order.
    private void Vibration(int channel, Span<float> four)
    {
        ref readonly var m = ref _moments[channel];
        if (m.Count < MinVibrationReadings) return;
        (four[0], four[1], four[2], four[3]) = (m.StandardDeviation, m.Peak, m.Crest, m.Kurtosis);
    }

    private void Spectra(in BlockReadings block, Span<float> d)
    {
        var lateral = _columns[StandardChannels.VibrationLateral];
        var rate = block.IntervalMicros == 0 ? 0 : 1e6 / block.IntervalMicros;
        var column = lateral >= 0 && rate > 0 && _moments[StandardChannels.VibrationLateral].Count == block.Count
            ? block.Column(lateral) : [];
        if (block.HasWaveform) Waveform(block.Waveform, block.WaveformSampleRateHz, d);
        else if (rate >= MinBandRateHz && column.Length >= Spectrum.MinSamples) Bands(column, rate, d);
        // A waveform is often too short for the revolutions that the lines need; then they come from the column.
        if (float.IsNaN(d[BandShaft1X])) Lines(column, rate, d);
    }

    private void Waveform(ReadOnlySpan<float> samples, float sampleRateHz, Span<float> d)
    {
        if (samples.Length < Spectrum.MinSamples) return;
        if (_scratch.Length < samples.Length) _scratch = new float[samples.Length];
        var m = Moments.Of(samples, _scratch);
        (d[WaveformKurtosis], d[WaveformCrest]) = (m.Kurtosis, m.Crest);
        if (m.Count != samples.Length) return;
        Bands(samples, sampleRateHz, d);
        Lines(samples, sampleRateHz, d);
    }

    private void Bands(ReadOnlySpan<float> samples, double sampleRateHz, Span<float> d)
    {
        _spectrum.Compute(samples, sampleRateHz);
        d[VelocityRms] = _spectrum.VelocityRmsMmPerS(10, 1000);
        d[BandLow] = _spectrum.BandRms(10, 200);
        d[BandMid] = _spectrum.BandRms(200, 1000);
        d[BandHigh] = _spectrum.BandRms(1000, double.PositiveInfinity);
    }

    private void Lines(ReadOnlySpan<float> samples, double sampleRateHz, Span<float> d)
    {
        var shaftHz = _moments[StandardChannels.RotarySpeed].Mean / 60;
        if (shaftHz > MinShaftHz) (d[BandShaft1X], d[BandShaft2X]) = ShaftLines.Fit(samples, sampleRateHz, shaftHz);
    }

    private void Slow(in BlockReadings block, Span<float> d)
    {
        // Each temperature's slope follows its mean.
        Temperature(block, StandardChannels.BearingTemperature, d[BearingTemperatureMean..]);
        Temperature(block, StandardChannels.MotorTemperature, d[MotorTemperatureMean..]);
        Temperature(block, StandardChannels.GearboxTemperature, d[GearboxTemperatureMean..]);
        d[MudTemperatureMean] = _moments[StandardChannels.MudTemperature].Mean;
        d[RotarySpeedMean] = _moments[StandardChannels.RotarySpeed].Mean;
        d[RotarySpeedStd] = StandardDeviation(StandardChannels.RotarySpeed);
        d[TorqueMean] = _moments[StandardChannels.Torque].Mean;
        d[TorqueStd] = StandardDeviation(StandardChannels.Torque);
        d[WeightOnBitMean] = _moments[StandardChannels.WeightOnBit].Mean;
        d[RateOfPenetrationMean] = _moments[StandardChannels.RateOfPenetration].Mean;
        d[StandpipePressureMean] = _moments[StandardChannels.StandpipePressure].Mean;
        d[MudFlowInMean] = _moments[StandardChannels.MudFlowIn].Mean;
        d[MotorCurrentMean] = _moments[StandardChannels.MotorCurrent].Mean;
        d[OilPressureMean] = _moments[StandardChannels.OilPressure].Mean;
        d[HookLoadMean] = _moments[StandardChannels.HookLoad].Mean;
    }

    private float StandardDeviation(int channel) => _moments[channel].Count > 1 ? _moments[channel].StandardDeviation : float.NaN;

    private void Temperature(in BlockReadings block, int channel, Span<float> meanAndSlope)
    {
        ref readonly var m = ref _moments[channel];
        meanAndSlope[0] = m.Mean;
        if (m.Count >= 4) meanAndSlope[1] = SlopePerMinute(block, block.Column(_columns[channel]), m.Mean);
    }

    private static float SlopePerMinute(in BlockReadings block, ReadOnlySpan<float> values, float mean)
    {
        double sumT = 0, sumTt = 0, sumTv = 0, n = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (float.IsNaN(values[i])) continue;
            var minutes = (block.TimeOf(i) - block.StartUnixMicros) / 60e6;
            (sumT, sumTt, sumTv, n) = (sumT + minutes, sumTt + minutes * minutes, sumTv + minutes * (values[i] - mean), n + 1);
        }
        var spread = sumTt - sumT * sumT / n;
        return spread > 0 ? (float)(sumTv / spread) : float.NaN;
    }
}
