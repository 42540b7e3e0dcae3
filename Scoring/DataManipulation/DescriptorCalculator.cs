using Maintenance.Core.Assets;
using Maintenance.Core.Channels;
using Maintenance.Core.Conditions;
using Maintenance.Core.Telemetry;
using static Maintenance.Scoring.DataManipulation.DescriptorIndex;

namespace Maintenance.Scoring.DataManipulation;

/// <summary>
/// Computes the descriptors of one block (ISO 13374 data manipulation): a pure function of its readings and of what is known of the drill.
/// One instance per worker; steady state allocates nothing.
/// </summary>
internal sealed class DescriptorCalculator
{
    /// <summary>Fewest readings for which vibration statistics are meaningful.</summary>
    private const int MinVibrationReadings = 8;

    /// <summary>Lowest sample rate of a column for which the bands above 10 Hz are meaningful.</summary>
    private const double MinBandRateHz = 100;

    /// <summary>Sample rates of waveforms that are believed.</summary>
    private const float MinRateHz = 1, MaxRateHz = 1e8f;

    /// <summary>12 rev/min: below it the string hardly rotates.</summary>
    private const float MinShaftHz = 0.2f;

    /// <summary>How much more impulsive than the waveform of a known place another must be to be described instead.</summary>
    private const float RivalFactor = 1.5f;

    /// <summary>Kurtosis of a waveform's difference from which it may be described instead.</summary>
    private const float MinRival = 4;

    private readonly VibrationDescriptors _vibration = new();
    private readonly AngularSampling _speed = new();
    private readonly EnvelopeAnalysis _envelope = new();
    private readonly Moments[] _moments = new Moments[StandardChannels.Count];
    private readonly int[] _columns = new int[StandardChannels.Count];
    private float[] _scratch = new float[1024];

    /// <summary>
    /// Statistical moments of the standard channels of the last block, for summaries; <see cref="Moments.None"/> for absent ones.
    /// </summary>
    public ReadOnlySpan<Moments> Channels => _moments;

    /// <summary>Computes all descriptors of a block that is an encoded record.</summary>
    public void Compute(in TelemetryRecordView record, DrillSetup setup, Span<float> descriptors)
    {
        Span<int> channels = stackalloc int[record.ChannelCount];
        Compute(new BlockReadings(record, channels), setup, descriptors);
    }

    /// <summary>Computes all descriptors.</summary>
    /// <param name="block">The block.</param>
    /// <param name="setup">What is known of the drill.</param>
    /// <param name="descriptors">Overwritten; length <see cref="Descriptors.Count"/>; NaN where a descriptor cannot be computed.</param>
    public void Compute(in BlockReadings block, DrillSetup setup, Span<float> descriptors)
    {
        descriptors.Fill(float.NaN);
        Measure(block);
        Vibration(StandardChannels.VibrationAxial, descriptors[AxialRms..]);
        Vibration(StandardChannels.VibrationLateral, descriptors[LateralRms..]);
        Vibration(StandardChannels.VibrationTorsional, descriptors[TorsionalRms..]);
        Limits(block, descriptors);
        Spectra(block, setup, descriptors);
        Slow(block, descriptors);
        DrillingDescriptors.Compute(_moments, setup.BitDiameterM, descriptors);
        descriptors[ReadingsPerSecond] = Rate(block);
        // One canonical NaN: a vector must have the same bits after a round trip through the store, where NaN is NULL.
        for (var i = 0; i < descriptors.Length; i++)
            if (!float.IsFinite(descriptors[i])) descriptors[i] = float.NaN;
    }

    // Readings per second; NaN for a single one without an interval.
    private static float Rate(in BlockReadings block)
    {
        if (block.IntervalMicros > 0) return 1e6f / block.IntervalMicros;
        var span = block.TimeOf(block.Count - 1) - block.StartUnixMicros;
        return span > 0 ? (float)((block.Count - 1) * 1e6 / span) : float.NaN;
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

    private void Limits(in BlockReadings block, Span<float> d)
    {
        (d[AxialClipped], d[LateralClipped], d[TorsionalClipped]) = (Clipped(block, StandardChannels.VibrationAxial),
            Clipped(block, StandardChannels.VibrationLateral), Clipped(block, StandardChannels.VibrationTorsional));
    }

    private float Clipped(in BlockReadings block, int channel) => _moments[channel].Count < MinVibrationReadings ? float.NaN
        : Clipping.ShareOf(block.Column(_columns[channel]), _moments[channel]);

    private void Spectra(in BlockReadings block, DrillSetup setup, Span<float> d)
    {
        _speed.Measure(block, _columns[StandardChannels.RotarySpeed]);
        var lateral = ColumnSignal(block, StandardChannels.VibrationLateral);
        if (block.WaveformCount > 0) Waveforms(block, setup, d);
        if (float.IsNaN(d[BandLow]) && lateral.SampleRateHz >= MinBandRateHz && lateral.Samples.Length >= Spectrum.MinSamples)
        {
            d[VelocityRms] = Greater(d[VelocityRms], _vibration.VelocityRms(lateral));
            Describe(lateral, setup.OnlyLocation, d);
        }
        // A waveform is often too short for the revolutions that the lines need; then they come from the column.
        if (float.IsNaN(d[BandShaft1X])) ShaftLines.Fit(lateral.Samples, lateral.SampleRateHz, StringHz, d.Slice(BandShaft1X, 2));
        var axial = ColumnSignal(block, StandardChannels.VibrationAxial);
        Span<float> orders = stackalloc float[ShaftLines.MaxOrders];
        ShaftLines.Fit(axial.Samples, axial.SampleRateHz, StringHz, orders);
        d[Axial3X] = orders[2];
    }

    // Rotation of the string, Hz; NaN while it hardly rotates.
    private double StringHz => _moments[StandardChannels.RotarySpeed].Mean / 60 is var hz and > MinShaftHz ? hz : double.NaN;

    // A column as a signal; empty when values are missing or have times of their own.
    private VibrationSignal ColumnSignal(in BlockReadings block, int channel) =>
        block.IntervalMicros > 0 && _columns[channel] >= 0 && _moments[channel].Count == block.Count
            ? new VibrationSignal(block.Column(_columns[channel]), 1e6 / block.IntervalMicros, block.StartUnixMicros) : default;

    private void Waveforms(in BlockReadings block, DrillSetup setup, Span<float> d)
    {
        var chosen = Choose(block, setup);
        var velocity = float.NaN;
        for (var i = 0; i < block.WaveformCount; i++)
            if (i != chosen && IsDescribable(block.Waveform(i)))
                velocity = Greater(velocity, _vibration.VelocityRms(SignalOf(block.Waveform(i))));
        var waveform = block.Waveform(chosen);
        Statistics(waveform.Samples, chosen, d);
        if (IsDescribable(waveform))
        {
            var signal = SignalOf(waveform);
            velocity = Greater(velocity, _vibration.VelocityRms(signal));
            Describe(signal, waveform.LocationIn(setup, block.WaveformCount == 1), d);
        }
        d[VelocityRms] = velocity;
    }

    private static float Greater(float a, float b) => a >= b || float.IsNaN(b) ? a : b;

    private static VibrationSignal SignalOf(in BlockWaveform w) => new(w.Samples, w.SampleRateHz, w.StartUnixMicros);

    private static bool IsDescribable(in BlockWaveform w) =>
        w.Samples.Length >= Spectrum.MinSamples && w.SampleRateHz is >= MinRateHz and <= MaxRateHz
        && double.IsFinite(LaneSums.Sum(w.Samples));

    // The waveform to describe: the first whose place is known, or the first of all, unless another is clearly more impulsive. Those
    // without a spectrum come last.
    private static int Choose(in BlockReadings block, DrillSetup setup)
    {
        if (block.WaveformCount == 1) return 0;
        var (first, known) = (-1, -1);
        for (var i = block.WaveformCount - 1; i >= 0; i--)
        {
            var waveform = block.Waveform(i);
            if (!IsDescribable(waveform)) continue;
            first = i;
            if (waveform.LocationIn(setup, isOnlyWaveform: false) is not null) known = i;
        }
        if (first < 0) return 0;
        var chosen = known < 0 ? first : known;
        var greatest = Math.Max(RivalFactor * Impulsiveness.Of(block.Waveform(chosen).Samples), MinRival);
        for (var i = 0; i < block.WaveformCount; i++)
        {
            var waveform = block.Waveform(i);
            if (IsDescribable(waveform) && Impulsiveness.Of(waveform.Samples) is var impacts && impacts > greatest)
                (chosen, greatest) = (i, impacts);
        }
        return chosen;
    }

    private void Statistics(ReadOnlySpan<float> samples, int number, Span<float> d)
    {
        d[WaveformNumber] = number;
        if (samples.Length < MinVibrationReadings) return;
        if (_scratch.Length < samples.Length) _scratch = new float[samples.Length];
        var m = Moments.Of(samples, _scratch);
        if (m.Count < MinVibrationReadings) return;
        (d[WaveformRms], d[WaveformPeak], d[WaveformCrest]) = (m.StandardDeviation, m.Peak, m.Crest);
        (d[WaveformSkewness], d[WaveformKurtosis]) = (m.Skewness, m.Kurtosis);
        if (m.Variance > 0) d[WaveformOffset] = MathF.Abs(m.Mean) / m.StandardDeviation;
        d[WaveformClipped] = Clipping.ShareOf(samples, m);
    }

    // What the spectrum of one signal tells; its velocity was asked for last.
    private void Describe(in VibrationSignal signal, MeasurementLocation? location, Span<float> d)
    {
        _vibration.FillBands(d);
        var stringHz = StringHz;
        var steady = signal;
        if (double.IsNaN(stringHz))
        {
            _envelope.Compute(signal.Samples, signal.SampleRateHz, double.NaN, bearing: null, d);
            return;
        }
        if (_speed.IsVarying)
            steady = new VibrationSignal(_speed.Resample(signal.Samples, signal.SampleRateHz, signal.StartUnixMicros, out stringHz),
                signal.SampleRateHz, signal.StartUnixMicros);
        _vibration.FillLines(steady, _speed.IsVarying, stringHz, location, d);
        var shaftHz = location is null ? double.NaN : stringHz * location.TurnsPerStringTurn;
        _envelope.Compute(steady.Samples, signal.SampleRateHz, shaftHz, location?.Bearing, d);
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
        if (m.Count >= 4) meanAndSlope[1] = Slopes.PerMinute(block, _columns[channel], m);
    }
}
