namespace Maintenance.Simulator.Physics;

/// <summary>
/// The drill string as a torsional pendulum: the top drive turns the upper end at its set speed, the string is a spring with damping, the
/// bottom assembly an inertia, the bit a dry friction that falls with speed (Stribeck). Where the falling friction outweighs the damping,
/// the bit sticks and slips by itself (Karnopp's formulation: inside a small speed band the bit rests while the string's torque is
/// below static friction). Integrated with semi-implicit Euler, step 10 ms: 1/120 of the period of about 1.2 s.
/// </summary>
internal sealed class TorsionalString(DrillMachine machine, DrillingProgram program)
{
    public const int SegmentSeconds = 60;
    public const int StepsPerSecond = 100;
    private const int WarmUpSeconds = 10;
    private const double RestBandRadPerS = 0.05;
    private const double RadPerSPerRpm = 2 * Math.PI / 60;

    /// <summary>
    /// Motion from a whole minute on, up to the whole of it; index = step. A warm-up makes it independent of earlier calls.
    /// </summary>
    /// <param name="minute">Unix time / 60 s.</param>
    /// <param name="stickSlip">Severity of the fault 0…1.</param>
    /// <param name="seconds">How much of the minute, 1…60.</param>
    public TorsionalSegment Integrate(long minute, double stickSlip, int seconds)
    {
        const int warmUp = WarmUpSeconds * StepsPerSecond;
        var segment = new TorsionalSegment(minute, seconds * StepsPerSecond);
        var random = new SeededRandom(machine.Seed, machine.Asset, SeededRandom.Purpose.Torsion, minute);
        var start = minute * 60.0 - WarmUpSeconds;
        var moment = program.At(start);
        var drive = RadPerSPerRpm * moment.RotarySpeedRpm;
        var bit = new BitState(drive, Twist: BitFriction(moment, stickSlip, drive) / machine.TorsionalStiffnessNmPerRad);
        for (var i = 0; i < warmUp + segment.BitSpeedRpm.Length; i++)
        {
            if (i % 10 == 0)
            {
                moment = program.At(start + (double)i / StepsPerSecond);
                drive = RadPerSPerRpm * moment.RotarySpeedRpm;
            }
            // Cutting is uneven, the more so the worse the bit: near the onset of self-excitation this noise is amplified, a precursor of
            // stick-slip.
            var friction = BitFriction(moment, stickSlip, bit.Speed) * (1 + (0.04 + 0.25 * stickSlip) * random.NextNormal());
            var before = bit.Speed;
            bit = Step(bit, drive, friction);
            if (i >= warmUp)
                segment.Set(i - warmUp, bit.Speed / RadPerSPerRpm, TopTorque(bit, drive), (bit.Speed - before) * StepsPerSecond);
        }
        return segment;
    }

    private double Damping => 0.10 * Math.Sqrt(machine.TorsionalStiffnessNmPerRad * machine.BottomAssemblyInertiaKgM2);

    private double TopTorque(BitState bit, double drive) => machine.TorsionalStiffnessNmPerRad * bit.Twist + Damping * (drive - bit.Speed);

    private BitState Step(BitState bit, double drive, double friction)
    {
        const double dt = 1.0 / StepsPerSecond;
        var twist = bit.Twist + dt * (drive - bit.Speed);
        var torque = machine.TorsionalStiffnessNmPerRad * twist + Damping * (drive - bit.Speed);
        if (Math.Abs(bit.Speed) < RestBandRadPerS && Math.Abs(torque) <= friction) return new BitState(0, twist);
        var direction = Math.Abs(bit.Speed) < RestBandRadPerS ? Math.Sign(torque) : Math.Sign(bit.Speed);
        var speed = bit.Speed + dt * (torque - direction * friction) / machine.BottomAssemblyInertiaKgM2;
        // Friction stops the bit; it never drives it backwards through zero.
        if (direction * speed < 0) speed = 0;
        return new BitState(speed, twist);
    }

    // Torque on bit: weight × mean lever × friction of rock and bit, rising to its static value as the bit slows down.
    // A worn or overloaded bit has a higher static excess over a wider range of speed: that is the fault.
    private double BitFriction(DrillingMoment moment, double stickSlip, double bitSpeedRadPerS)
    {
        if (moment.WeightOnBitN <= 0) return 150;
        var sliding = 0.55 * moment.RockFactor * moment.WeightOnBitN * machine.BitDiameterM / 3 * (1 + 0.35 * stickSlip);
        var excess = 0.08 + 1.05 * stickSlip;
        var width = 2.5 + 4.5 * stickSlip;
        return 150 + sliding * (1 + excess * PortableMath.Exp(-Math.Abs(bitSpeedRadPerS) / width));
    }

    private readonly record struct BitState(double Speed, double Twist);
}
