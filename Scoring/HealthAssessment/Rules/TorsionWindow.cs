using System.Runtime.CompilerServices;
using Maintenance.Core.Channels;
using Maintenance.Core.Conditions;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.DataManipulation;

namespace Maintenance.Scoring.HealthAssessment.Rules;

/// <summary>
/// Torsional oscillation in a window, as its median over stretches of ten seconds, in which the slowest oscillation, 0.1 Hz, has one
/// period: a stretch in which the speed only rises, or only falls, is on its way to a new speed and does not count. What remains of a
/// start, a stop or a new speed falls into one stretch and so neither makes an oscillation nor hides one.
/// </summary>
internal ref struct TorsionWindow
{
    private const long StretchMicros = 10_000_000;
    private const int Stretches = (int)(WindowFeatures.WindowMicros / StretchMicros);
    private const float TurningRpm = 5;

    private static readonly int SpeedMin = StatisticOf(StandardChannels.RotarySpeed, ChannelStatisticKind.Minimum);
    private static readonly int SpeedMax = StatisticOf(StandardChannels.RotarySpeed, ChannelStatisticKind.Maximum);
    private static readonly int BitMin = StatisticOf(StandardChannels.BitSpeed, ChannelStatisticKind.Minimum);
    private static readonly int BitMax = StatisticOf(StandardChannels.BitSpeed, ChannelStatisticKind.Maximum);
    private static readonly int BitMean = StatisticOf(StandardChannels.BitSpeed, ChannelStatisticKind.Mean);

    private StretchList _stretches;

    /// <summary>Reads a window.</summary>
    /// <param name="window">Blocks in event-time order.</param>
    public TorsionWindow(ReadOnlySpan<BlockEntry> window)
    {
        var now = window[^1].EventTimeUnixMicros;
        var most = 0;
        for (var i = 0; i < Stretches; i++) _stretches[i] = new Stretch();
        foreach (var block in window)
        {
            var age = (now - block.EventTimeUnixMicros) / StretchMicros;
            if (age is >= 0 and < Stretches) most = Math.Max(most, _stretches[(int)age].Add(block));
        }
        Span<float> bit = stackalloc float[Stretches];
        Span<float> surface = stackalloc float[Stretches];
        Span<float> torque = stackalloc float[Stretches];
        var (bits, surfaces, torques) = (0, 0, 0);
        for (var i = 0; i < Stretches; i++)
        {
            ref readonly var stretch = ref _stretches[i];
            if (stretch.Blocks * 2 < most || !stretch.Turns || stretch.IsRamp) continue;
            SteadyStretches++;
            if (!float.IsNaN(stretch.BitIndex)) bit[bits++] = stretch.BitIndex;
            if (!float.IsNaN(stretch.SurfaceIndex)) surface[surfaces++] = stretch.SurfaceIndex;
            if (!float.IsNaN(stretch.TorqueIndex)) torque[torques++] = stretch.TorqueIndex;
        }
        (Bit, Surface, Torque) = (Median(bit[..bits]), Median(surface[..surfaces]), Median(torque[..torques]));
    }

    /// <summary>Stretches in which the string turned all the time, without going from one speed to another.</summary>
    public int SteadyStretches { get; }

    /// <summary>Stick-slip index of the bit's speed; NaN when it is not measured.</summary>
    public float Bit { get; }

    /// <summary>Stick-slip index of the speed at surface; NaN when it is not measured.</summary>
    public float Surface { get; }

    /// <summary>The same of the torque at surface: (max − min) / (2 · mean) of its means per block, so that noise does not count.</summary>
    public float Torque { get; }

    private static float Median(Span<float> values)
    {
        if (values.Length == 0) return float.NaN;
        values.Sort();
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }

    private static int StatisticOf(int channel, ChannelStatisticKind kind) =>
        ChannelStatistics.All.First(s => s.Channel.Id == channel && s.Kind == kind).Index;

    [InlineArray(Stretches)]
    private struct StretchList
    {
        private Stretch _first;
    }

    private struct Stretch()
    {
        // Fewer blocks cannot tell a ramp from an oscillation.
        private const int LeastSteps = 4;
        private const float LeastChange = 0.1f;
        private const float AgainstIt = 0.2f;

        private Extremes _bit = new(), _speed = new(), _torque = new();
        private float _last = float.NaN, _up, _down;
        private int _steps;
        private bool _rested;

        public int Blocks { get; private set; }

        // Without a speed at surface the bit's must do.
        public readonly bool Turns => Blocks > 0 && !_rested && (_speed.Mean >= TurningRpm || _bit.Mean >= TurningRpm);

        public readonly bool IsRamp => _steps >= LeastSteps && MathF.Max(_up, _down) > LeastChange * _speed.Mean
            && MathF.Min(_up, _down) <= AgainstIt * MathF.Max(_up, _down);

        public readonly float BitIndex => _bit.Index;

        public readonly float SurfaceIndex => _speed.Index;

        public readonly float TorqueIndex => _torque.Index;

        public int Add(BlockEntry block)
        {
            var (descriptors, statistics) = (block.Descriptors, block.Statistics);
            var speed = descriptors[DescriptorIndex.RotarySpeedMean];
            _rested |= speed < TurningRpm;
            if (speed > _last) _up += speed - _last;
            else if (speed < _last) _down += _last - speed;
            if (!float.IsNaN(_last) && !float.IsNaN(speed)) _steps++;
            _last = speed;
            _speed.Add(statistics[SpeedMin], statistics[SpeedMax], speed);
            _bit.Add(statistics[BitMin], statistics[BitMax], statistics[BitMean]);
            var torque = descriptors[DescriptorIndex.TorqueMean];
            _torque.Add(torque, torque, torque);
            return ++Blocks;
        }
    }

    private struct Extremes()
    {
        private float _minimum = float.PositiveInfinity, _maximum = float.NegativeInfinity, _sum;
        private int _count;

        public readonly float Mean => _count == 0 ? float.NaN : _sum / _count;

        public readonly float Index => _count < 2 || !(_sum > 0) ? float.NaN : (_maximum - _minimum) / (2 * Mean);

        public void Add(float minimum, float maximum, float mean)
        {
            if (float.IsNaN(mean)) return;
            (_minimum, _maximum, _sum) = (MathF.Min(_minimum, minimum), MathF.Max(_maximum, maximum), _sum + mean);
            _count++;
        }
    }
}
