namespace Maintenance.Simulator.Physics;

/// <summary>Up to a minute of torsional motion in steps of 10 ms. Immutable once integrated, so threads may share it.</summary>
internal sealed class TorsionalSegment(long minute, int steps)
{
    public long Minute { get; } = minute;

    /// <summary>Speed of the bit, rev/min.</summary>
    public float[] BitSpeedRpm { get; } = new float[steps];

    /// <summary>Torque at the top drive, N·m, without the friction of the string in the hole.</summary>
    public float[] TopTorqueNm { get; } = new float[steps];

    /// <summary>Angular acceleration of the bit, rad/s².</summary>
    public float[] AccelerationRadPerS2 { get; } = new float[steps];

    /// <summary>True if a second of the minute is in it, with the step after it, which interpolation needs.</summary>
    public bool Covers(int second) =>
        BitSpeedRpm.Length >= Math.Min(second + 2, TorsionalString.SegmentSeconds) * TorsionalString.StepsPerSecond;

    /// <summary>Value at a time, interpolated linearly between steps.</summary>
    /// <param name="series">One of the series.</param>
    /// <param name="inMinuteSeconds">Time since the start of the minute, s.</param>
    public static double At(float[] series, double inMinuteSeconds)
    {
        var at = inMinuteSeconds * TorsionalString.StepsPerSecond;
        var i = Math.Min((int)at, series.Length - 1);
        return series[i] + (at - i) * (series[Math.Min(i + 1, series.Length - 1)] - series[i]);
    }

    public void Set(int step, double bitSpeedRpm, double topTorqueNm, double accelerationRadPerS2)
    {
        BitSpeedRpm[step] = (float)bitSpeedRpm;
        TopTorqueNm[step] = (float)topTorqueNm;
        AccelerationRadPerS2[step] = (float)accelerationRadPerS2;
    }
}
