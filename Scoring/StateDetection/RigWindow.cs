using System.Runtime.CompilerServices;

namespace Maintenance.Scoring.StateDetection;

/// <summary>
/// What the last readings of a drill show together. Levels are medians over the last <see cref="SettleMicros"/>, so that a state of a
/// second or two within another does not show; motion is judged over the last minute, or the last three readings where they are rarer.
/// Filled from the last reading backwards. Allocates nothing.
/// </summary>
internal ref struct RigWindow(long nowUnixMicros)
{
    /// <summary>Levels are medians over this time.</summary>
    public const long SettleMicros = 5_000_000;

    /// <summary>Motion is judged over this time.</summary>
    public const long MotionMicros = 60_000_000;

    /// <summary>Readings that motion is judged by at least, where there are as many.</summary>
    private const int MotionReadings = 3;

    private Level _speed, _flow, _pressure, _load, _weight, _rate, _hole, _bitDepth;
    private Travel _bit, _block;
    private int _readings;

    /// <summary>Rotary speed, rev/min.</summary>
    public readonly float RotarySpeed => _speed.Median;

    /// <summary>Flow in, m³/s.</summary>
    public readonly float MudFlow => _flow.Median;

    /// <summary>Standpipe pressure, Pa.</summary>
    public readonly float StandpipePressure => _pressure.Median;

    /// <summary>Hook load, N.</summary>
    public readonly float HookLoad => _load.Median;

    /// <summary>Weight on bit, N.</summary>
    public readonly float WeightOnBit => _weight.Median;

    /// <summary>Rate of penetration, m/s.</summary>
    public readonly float Penetration => _rate.Median;

    /// <summary>Hole depth, m.</summary>
    public readonly float HoleDepth => _hole.Median;

    /// <summary>Bit depth, m.</summary>
    public readonly float BitDepth => _bitDepth.Median;

    /// <summary>How the bit moved.</summary>
    public readonly Travel Bit => _bit;

    /// <summary>How the block moved.</summary>
    public readonly Travel Block => _block;

    /// <summary>Largest hook load, N; NaN without one.</summary>
    public float LargestHookLoad { get; private set; } = float.NaN;

    /// <summary>Adds the next older reading; false when it is too old to count, as are all before it.</summary>
    public bool Add(in RigReading r)
    {
        var age = nowUnixMicros - r.TimeUnixMicros;
        if (age >= MotionMicros && _readings >= MotionReadings) return false;
        _readings++;
        var settled = age >= SettleMicros;
        _speed.Add(r.RotarySpeed, settled);
        _flow.Add(r.MudFlow, settled);
        _pressure.Add(r.StandpipePressure, settled);
        _load.Add(r.HookLoad, settled);
        _weight.Add(r.WeightOnBit, settled);
        _rate.Add(r.Penetration, settled);
        _hole.Add(r.HoleDepth, settled);
        _bitDepth.Add(r.BitDepth.Mean, settled);
        _bit.Add(r.BitDepth);
        _block.Add(r.Block);
        if (!(r.HookLoad <= LargestHookLoad) && !float.IsNaN(r.HookLoad)) LargestHookLoad = r.HookLoad;
        return true;
    }

    /// <summary>A quantity that moves.</summary>
    public struct Travel
    {
        private float _minimum, _maximum, _newest, _oldest;
        private int _count;

        /// <summary>Range, m; NaN when a single reading says nothing of motion.</summary>
        public readonly float Range => _count > 1 || _maximum > _minimum ? _maximum - _minimum : float.NaN;

        /// <summary>From the oldest to the newest reading, m; NaN with a single one.</summary>
        public readonly float Net => _count > 1 ? _newest - _oldest : float.NaN;

        /// <summary>Adds the next older one.</summary>
        public void Add(in MovedDepth depth)
        {
            if (float.IsNaN(depth.Mean)) return;
            if (_count++ == 0) (_minimum, _maximum, _newest) = (depth.Minimum, depth.Maximum, depth.Mean);
            _oldest = depth.Mean;
            (_minimum, _maximum) = (MathF.Min(_minimum, depth.Minimum), MathF.Max(_maximum, depth.Maximum));
        }
    }

    /// <summary>Median of the newest readings.</summary>
    private struct Level
    {
        private const int Most = 8;
        private Values _values;
        private int _count;

        public readonly float Median
        {
            get
            {
                if (_count == 0) return float.NaN;
                Span<float> sorted = stackalloc float[_count];
                for (var i = 0; i < _count; i++) sorted[i] = _values[i];
                sorted.Sort();
                return _count % 2 == 1 ? sorted[_count / 2] : (sorted[(_count / 2) - 1] + sorted[_count / 2]) / 2;
            }
        }

        // An older reading counts only where there is no newer one: logs give their channels at different times.
        public void Add(float value, bool settled)
        {
            if (!float.IsNaN(value) && _count < Most && (!settled || _count == 0)) _values[_count++] = value;
        }

        [InlineArray(Most)]
        private struct Values
        {
            private float _first;
        }
    }
}
