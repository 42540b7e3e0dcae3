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
            Waveforms = _waveforms ? block.Waveforms : [],
        };
    }

    private float Measure(int channel, float value) => channel switch
    {
        StandardChannels.BearingTemperature or StandardChannels.MotorTemperature or StandardChannels.GearboxTemperature =>
            value + _ambientShiftDegC,
        _ => value * _scale[channel],
    };

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
