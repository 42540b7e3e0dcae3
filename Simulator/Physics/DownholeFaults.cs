using Maintenance.Core.Conditions;
using Maintenance.Core.Telemetry;

namespace Maintenance.Simulator.Physics;

/// <summary>
/// What happens below the rotary table when drilling goes wrong: whirl, bit bounce, a dull bit, a hole that packs off until the string is
/// stuck, a washed-out string. Works on finished columns, so that a healthy drill's are untouched to the last bit.
/// </summary>
internal sealed class DownholeFaults(DrillMachine machine, DrillingProgram program)
{
    /// <summary>Lateral acceleration of full whirl, m/s²: 3 g, "severe" in the scales of down-hole tools.</summary>
    public const double WhirlAmplitude = 30;

    private const double BounceAmplitude = 30; // m/s²
    private const double BounceForceN = 120e3; // 27 klbf, of the ±20 to 50 klbf that domain.md gives

    /// <summary>What the crew does at a time; once the string is stuck, it pulls and turns in vain.</summary>
    public DrillingMoment MomentAt(double unixSeconds, FaultSeverities faults)
    {
        if (!faults.IsStuck) return program.At(unixSeconds);
        var held = program.At(faults.FailedAtSecond);
        return held with
        {
            State = DrillingState.Circulating,
            RotarySpeedRpm = 0,
            WeightOnBitN = 0,
            PenetrationMPerS = 0,
            FlowM3PerS = 0.5 * machine.FlowM3PerS,
            InSlips = false,
        };
    }

    /// <summary>Applies the drill's fault to the columns of one second, in the order of <see cref="SimulatedDrill.Channels"/>.</summary>
    public void Apply(List<TelemetryColumn> columns, long second, DrillingMoment moment, DrillingMoment next, FaultSeverities faults)
    {
        if (faults.Severity <= 0) return;
        var c = new Columns(columns);
        var random = new SeededRandom(machine.Seed, machine.Asset, SeededRandom.Purpose.Downhole, second);
        switch (faults.Mode)
        {
            case FailureModes.Whirl: Whirl(c, second, moment, faults.Severity, ref random); break;
            case FailureModes.BitBounce: Bounce(c, second, moment, faults.Severity, ref random); break;
            case FailureModes.BitWear: DullBit(c, second, moment, faults.Severity); break;
            case FailureModes.Washout: Washout(c, faults.Severity); break;
            case FailureModes.StuckPipe when faults.IsStuck: Held(c, second, ref random); break;
            case FailureModes.StuckPipe: PackOff(c, second, moment, next, faults.Severity); break;
        }
    }

    // The assembly rolls round the wall: lateral energy far above rotation frequency, more and unsteady torque, less hole made.
    private void Whirl(Columns c, long second, DrillingMoment m, double severity, ref SeededRandom random)
    {
        if (m.State != DrillingState.Drilling) return;
        var amplitude = WhirlAmplitude * severity * Math.Min(1.3, m.RotarySpeedRpm / 140);
        for (var i = 0; i < c.Count; i++)
        {
            var turns = (second + (double)i / c.Count) * m.RotarySpeedRpm / 60 * machine.WhirlOrder;
            var rolling = PortableMath.SinTurns(turns) + 0.4 * PortableMath.SinTurns(2 * turns) + 0.5 * random.NextNormal();
            c.Lateral[i] += (float)(amplitude * rolling);
            c.Axial[i] += (float)(0.15 * amplitude * random.NextNormal());
            c.Torque[i] *= (float)(1 + severity * (0.25 + 0.12 * random.NextNormal()));
            c.Penetration[i] *= (float)(1 - 0.35 * severity);
        }
    }

    // A tricone rides on the three lobes that it has cut: axial at three times rotation, mirrored in weight on bit and hook load.
    private static void Bounce(Columns c, long second, DrillingMoment m, double severity, ref SeededRandom random)
    {
        if (m.State != DrillingState.Drilling) return;
        var speed = Math.Min(1.3, m.RotarySpeedRpm / 140);
        for (var i = 0; i < c.Count; i++)
        {
            var lobe = PortableMath.SinTurns(3 * (second + (double)i / c.Count) * m.RotarySpeedRpm / 60);
            var strength = severity * speed * (1 + 0.1 * random.NextNormal());
            c.Axial[i] += (float)(BounceAmplitude * strength * lobe);
            var force = (float)(BounceForceN * strength * lobe);
            c.WeightOnBit[i] = Math.Max(0, c.WeightOnBit[i] + force);
            c.HookLoad[i] -= force;
            c.Penetration[i] *= (float)(1 - 0.25 * severity);
        }
    }

    // A dull bit makes less hole for the same weight, speed and torque. The depth follows; what is missing of a stand is drilled before the
    // connection ends, so that the well plan holds.
    private void DullBit(Columns c, long second, DrillingMoment m, double severity)
    {
        if (m.State != DrillingState.Drilling) return;
        var share = 1 / (1 + 2 * severity);
        var rate = DrillMachine.StandM / machine.DrillSeconds;
        for (var i = 0; i < c.Count; i++)
        {
            var lag = (float)((1 - share) * rate * program.Position(second + (double)i / c.Count).InStandSeconds);
            c.Penetration[i] *= (float)share;
            c.HoleDepth[i] -= lag;
            c.BitDepth[i] -= lag;
        }
    }

    // Mud leaves through a hole in the pipe before it reaches the bit: the pumps deliver as before against less resistance.
    private static void Washout(Columns c, double severity)
    {
        for (var i = 0; i < c.Count; i++) c.Pressure[i] *= (float)(1 - 0.35 * severity);
    }

    // Cuttings gather round the string: torque and standpipe pressure surge, and it takes more to lift the string, less to lower it.
    private void PackOff(Columns c, long second, DrillingMoment m, DrillingMoment next, double severity)
    {
        var lifting = next.BitDepthM < m.BitDepthM && !m.InSlips;
        var lowering = next.BitDepthM > m.BitDepthM && m.State != DrillingState.Drilling && !m.InSlips;
        for (var i = 0; i < c.Count; i++)
        {
            var t = second + (double)i / c.Count;
            c.Torque[i] *= (float)(1 + severity * (0.2 + 0.9 * Surge(t, 37, 1) + 0.4 * Surge(t, 11, 2)));
            c.Pressure[i] *= (float)(1 + severity * (0.06 + 0.4 * Surge(t, 53, 3)));
            c.Penetration[i] *= (float)(1 - 0.4 * severity);
            if (lifting) c.HookLoad[i] += (float)(severity * (100e3 + 250e3 * Surge(t, 23, 4)));
            else if (lowering) c.HookLoad[i] -= (float)(severity * (50e3 + 120e3 * Surge(t, 23, 4)));
        }
    }

    // Stuck: the driller works the string, torque wound up and let go, overpull up to 450 kN, pumps at half flow against a blocked annulus.
    private static void Held(Columns c, long second, ref SeededRandom random)
    {
        for (var i = 0; i < c.Count; i++)
        {
            var t = second + (double)i / c.Count;
            c.Axial[i] = (float)(0.05 * random.NextNormal());
            c.Torsional[i] = (float)(0.05 * random.NextNormal());
            c.Torque[i] = (float)(9_000 * (1 - PortableMath.CosTurns(t / 90)) * (1 + 0.01 * random.NextNormal()));
            c.HookLoad[i] += (float)(225e3 * (1 - PortableMath.CosTurns(t / 150)));
            c.Pressure[i] *= (float)(2.2 + 0.3 * PortableMath.SinTurns(t / 70));
        }
    }

    // Half sines of random height, one per slot: rarely high, mostly low, smooth, and the same whichever block is generated.
    private double Surge(double unixSeconds, int slotSeconds, int stream)
    {
        var slot = (long)Math.Floor(unixSeconds / slotSeconds);
        var height = new SeededRandom(machine.Seed, machine.Asset, SeededRandom.Purpose.Downhole, -(slot * 8 + stream)).NextUnit();
        return height * height * PortableMath.SinTurns(0.5 * (unixSeconds - slot * (double)slotSeconds) / slotSeconds);
    }

    private readonly struct Columns(List<TelemetryColumn> columns)
    {
        public int Count => columns[0].Values.Length;

        public float[] Axial => columns[0].Values;

        public float[] Lateral => columns[1].Values;

        public float[] Torsional => columns[2].Values;

        public float[] Torque => columns[7].Values;

        public float[] WeightOnBit => columns[8].Values;

        public float[] HookLoad => columns[9].Values;

        public float[] Penetration => columns[10].Values;

        public float[] Pressure => columns[11].Values;

        public float[] HoleDepth => columns[13].Values;

        public float[] BitDepth => columns[14].Values;
    }
}
