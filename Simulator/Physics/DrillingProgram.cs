using Maintenance.Core.Conditions;

namespace Maintenance.Simulator.Physics;

/// <summary>
/// A rig's cycle as a pure function of time: each stand is drilled, reamed and connected; after a run of stands the bit is tripped out
/// and in; after several runs the rig starts its next well. Stateless, so any moment can be computed on its own.
/// </summary>
internal sealed class DrillingProgram(DrillMachine machine)
{
    private const double RampSeconds = 12;
    private const double ReamStrokeM = 9;

    /// <summary>The state of the cycle at a time.</summary>
    /// <param name="unixSeconds">Time, s.</param>
    public DrillingMoment At(double unixSeconds)
    {
        var t = unixSeconds + machine.PhaseSeconds;
        var run = (long)Math.Floor(t / machine.RunPeriodSeconds);
        var inRun = t - run * (double)machine.RunPeriodSeconds;
        var runInWell = (int)(run % DrillMachine.RunsPerWell);
        var topOfRun = machine.SpudDepthM + runInWell * machine.StandsPerRun * DrillMachine.StandM;
        var standsEnd = machine.StandsPerRun * (double)machine.StandPeriodSeconds;
        if (inRun < standsEnd) return InStand(run, inRun, topOfRun);
        var bottom = topOfRun + machine.StandsPerRun * DrillMachine.StandM;
        if (inRun < standsEnd + machine.TripSeconds) return InTrip((inRun - standsEnd) / machine.TripSeconds, bottom);
        return new DrillingMoment(DrillingState.Idle, bottom, bottom - 20, 0, 0, 0, 0, 1, InSlips: false);
    }

    /// <summary>Seconds since the run began, stands completed in it and seconds in the current stand, for the thermal model.</summary>
    public (double InRunSeconds, int Stand, double InStandSeconds) Position(double unixSeconds)
    {
        var t = unixSeconds + machine.PhaseSeconds;
        var inRun = t - Math.Floor(t / machine.RunPeriodSeconds) * machine.RunPeriodSeconds;
        var stand = Math.Min((int)(inRun / machine.StandPeriodSeconds), machine.StandsPerRun);
        return (inRun, stand, inRun - stand * (double)machine.StandPeriodSeconds);
    }

    private DrillingMoment InStand(long run, double inRun, double topOfRun)
    {
        var stand = (int)(inRun / machine.StandPeriodSeconds);
        var s = inRun - stand * (double)machine.StandPeriodSeconds;
        var random = new SeededRandom(machine.Seed, machine.Asset, SeededRandom.Purpose.Stand, run * 64 + stand);
        var rock = random.Between(0.8, 1.25);
        var rpm = machine.RotarySpeedRpm * random.Between(0.95, 1.05);
        var weight = machine.WeightOnBitN * random.Between(0.92, 1.08);
        var top = topOfRun + stand * DrillMachine.StandM;
        var rate = DrillMachine.StandM / machine.DrillSeconds;
        if (s < machine.DrillSeconds)
        {
            var ramp = Ramp(s, machine.DrillSeconds);
            var depth = top + rate * s;
            return new DrillingMoment(DrillingState.Drilling, depth, depth, rpm * Math.Min(1, 2 * ramp), weight * ramp, rate * ramp,
                machine.FlowM3PerS, rock, InSlips: false);
        }
        var bottom = top + DrillMachine.StandM;
        s -= machine.DrillSeconds;
        if (s < machine.ReamSeconds)
        {
            var ramp = Ramp(s, machine.ReamSeconds);
            var lift = ReamStrokeM * 0.5 * (1 - PortableMath.CosTurns(s / machine.ReamSeconds));
            return new DrillingMoment(DrillingState.Reaming, bottom, bottom - 0.6 - lift, 0.7 * rpm * ramp, 0, 0, machine.FlowM3PerS
                * Math.Max(0.3, ramp), rock, InSlips: false);
        }
        s -= machine.ReamSeconds;
        return new DrillingMoment(DrillingState.Connection, bottom, bottom - 0.6, 0, 0, 0, 0, rock, InSlips: s > 20
            && s < machine.ConnectionSeconds - 15);
    }

    private static DrillingMoment InTrip(double fraction, double bottom)
    {
        // Out to the rotary table in the first half, back in with a new bit in the second.
        var way = fraction < 0.5 ? 1 - 2 * fraction : 2 * fraction - 1;
        var depth = Math.Max(0, (bottom - 20) * way);
        return new DrillingMoment(DrillingState.Tripping, bottom, depth, 0, 0, 0, 0, 1, InSlips: false);
    }

    private static double Ramp(double s, double length) => Math.Clamp(Math.Min(s + 0.5, length - s) / RampSeconds, 0, 1);
}
