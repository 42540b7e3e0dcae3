using Maintenance.Core.Channels;
using Maintenance.Core.Conditions;
using Maintenance.Core.Telemetry;

namespace Maintenance.Training.Fleets;

/// <summary>
/// The sensors that one rig has, and their scales: drawn at random, so that the model learns to cope with the sensors a real rig lacks
/// instead of relying on what simulated rigs always have.
/// </summary>
internal sealed class SensorFit
{
    private static readonly int[] Scaled =
    [
        StandardChannels.Torque, StandardChannels.WeightOnBit, StandardChannels.HookLoad, StandardChannels.StandpipePressure,
        StandardChannels.MudFlowIn, StandardChannels.RateOfPenetration, StandardChannels.MotorCurrent,
    ];

    private readonly bool[] _fitted = new bool[StandardChannels.Count];
    private readonly float[] _scale = new float[StandardChannels.Count];
    private readonly float _ambientShiftDegC;
    private readonly float _vibrationGain = 1;
    private readonly double _knocksPerSecond;
    private readonly double _knockSize;
    private readonly int _seed;
    private readonly bool _waveforms;
    private readonly bool _singleReadings;

    public SensorFit(Random random)
    {
        var vibration = random.NextDouble() < 0.75;
        for (var i = 0; i < _fitted.Length; i++)
        {
            _fitted[i] = random.NextDouble() < 0.85;
            _scale[i] = 1;
        }
        _fitted[StandardChannels.RotarySpeed] = random.NextDouble() < 0.97;
        _fitted[StandardChannels.BitSpeed] = random.NextDouble() < 0.4;
        foreach (var channel in (int[])[StandardChannels.VibrationAxial, StandardChannels.VibrationLateral,
            StandardChannels.VibrationTorsional])
            _fitted[channel] &= vibration;
        foreach (var channel in Scaled) _scale[channel] = (float)Math.Exp(0.5 * Normal(random));
        _waveforms = vibration && random.NextDouble() < 0.8;
        _singleReadings = random.NextDouble() < 0.3;
        _ambientShiftDegC = (float)(8 * Normal(random));
        // Mounting and machine differ: the level of vibration alone is no fault. Nor are knocks without a period: pipe handling, pumps and
        // valves nearby, which make the kurtosis of sound bearings 3 to 5.
        _vibrationGain = (float)Math.Exp(0.35 * Normal(random));
        if (random.NextDouble() < 0.6) (_knocksPerSecond, _knockSize) = (1 + 24 * random.NextDouble(), 1 + 4 * random.NextDouble());
        _seed = random.Next();
    }

    /// <summary>All sensors, unscaled, as simulated in the demonstration.</summary>
    public SensorFit()
    {
        Array.Fill(_fitted, true);
        Array.Fill(_scale, 1);
        _waveforms = true;
    }

    /// <summary>True when the fitted sensors can show this failure mode at all; an invisible fault must not be learnt.</summary>
    public bool Shows(string mode) => mode switch
    {
        FailureModes.BearingWear => _waveforms || _fitted[StandardChannels.BearingTemperature],
        FailureModes.Imbalance => _waveforms || (_fitted[StandardChannels.VibrationLateral] && !_singleReadings),
        FailureModes.StickSlip => !_singleReadings
            && (_fitted[StandardChannels.BitSpeed] || _fitted[StandardChannels.Torque] || _fitted[StandardChannels.VibrationTorsional]),
        FailureModes.Overheating => _fitted[StandardChannels.MotorTemperature] || _fitted[StandardChannels.GearboxTemperature],
        _ => true,
    };

    /// <summary>The block as this rig would have sent it.</summary>
    public TelemetryRecord Apply(TelemetryRecord block)
    {
        var readings = _singleReadings ? 1 : block.ReadingCount;
        return new TelemetryRecord
        {
            Asset = block.Asset,
            Flags = block.Flags,
            Epoch = block.Epoch,
            Sequence = block.Sequence,
            EventTimeUnixMicros = block.EventTimeUnixMicros,
            IntervalMicros = block.IntervalMicros,
            ReadingCount = readings,
            Columns = [.. block.Columns.Where(c => _fitted[c.ChannelId])
                .Select(c => c with { Values = [.. c.Values.Take(readings).Select(v => Measure(c.ChannelId, v))] })],
            Waveforms = _waveforms ? [.. block.Waveforms.Select(Measure)] : [],
        };
    }

    private float Measure(int channel, float value) => channel switch
    {
        StandardChannels.VibrationAxial or StandardChannels.VibrationLateral or StandardChannels.VibrationTorsional =>
            value * _vibrationGain,
        StandardChannels.BearingTemperature or StandardChannels.MotorTemperature or StandardChannels.GearboxTemperature =>
            value + _ambientShiftDegC,
        _ => value * _scale[channel],
    };

    private TimeWaveform Measure(TimeWaveform waveform)
    {
        var samples = waveform.Samples.Select(v => v * _vibrationGain).ToArray();
        if (_knocksPerSecond > 0) AddKnocks(samples, waveform.SampleRateHz, new Random(SeedAt(waveform.StartUnixMicros)));
        return waveform with { Samples = samples };
    }

    // Each rings for a millisecond or two at a frequency of its own, at times that have no period.
    private void AddKnocks(float[] samples, double sampleRateHz, Random random)
    {
        var size = _knockSize * Math.Sqrt(samples.Average(v => (double)v * v));
        var count = (int)(_knocksPerSecond * samples.Length / sampleRateHz + random.NextDouble());
        for (var k = 0; k < count; k++)
        {
            var (at, hz, decay) = (random.Next(samples.Length), 300 + 1_700 * random.NextDouble(), 0.0005 + 0.0015 * random.NextDouble());
            var strength = size * (0.5 + random.NextDouble());
            for (var i = at; i < Math.Min(samples.Length, at + (int)(6 * decay * sampleRateHz)); i++)
            {
                var age = (i - at) / sampleRateHz;
                samples[i] += (float)(strength * Math.Exp(-age / decay) * Math.Sin(2 * Math.PI * hz * age));
            }
        }
    }

    private int SeedAt(long unixMicros) => unchecked((int)((_seed * 31L) + (unixMicros / 1_000)));

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
