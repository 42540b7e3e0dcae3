using Maintenance.Core.Channels;
using Maintenance.Core.Conditions;
using Maintenance.Core.Telemetry;

namespace Maintenance.Simulator.Physics;

/// <summary>Generates the scalar channels of one block.</summary>
internal sealed class DrillScalars(DrillMachine machine, DrillingProgram program, FleetOptions options)
{
    private const double StringWeightNPerM = 305; // 5" pipe, buoyant
    private const double BlockWeightN = 380e3;

    private readonly ThermalModel _thermal = new(machine);
    private readonly DownholeFaults _downhole = new(machine, program);
    private readonly SensorDefects _defects = new(machine.Seed, machine.Asset);

    public List<TelemetryColumn> Make(long second, FaultSeverities faults, TorsionalSegment torsion)
    {
        var n = options.ReadingsPerSecond;
        var columns = new List<TelemetryColumn>(SimulatedDrill.Channels.Count);
        foreach (var channel in SimulatedDrill.Channels) columns.Add(new TelemetryColumn(channel, "", new float[n]));
        var random = new SeededRandom(machine.Seed, machine.Asset, SeededRandom.Purpose.Scalars, second);
        var moment = _downhole.MomentAt(second, faults);
        var next = faults.IsStuck ? moment : program.At(second + 1);
        var heat = TemperaturesAt(second, faults);
        var jerk = faults.BearingWear * 6;
        for (var i = 0; i < n; i++)
        {
            var fraction = (double)i / n;
            FillReading(columns, i, second + fraction, Between(moment, next, fraction), ref random, faults, torsion, heat, jerk);
        }
        _downhole.Apply(columns, second, moment, next, faults);
        if (options.SensorDefects) AddDefects(columns, second);
        return columns;
    }

    private static DrillingMoment Between(DrillingMoment a, DrillingMoment b, double fraction) => a with
    {
        HoleDepthM = a.HoleDepthM + (Math.Max(a.HoleDepthM, b.HoleDepthM) - a.HoleDepthM) * fraction,
        // A new well or stand is a jump, not a movement.
        BitDepthM = Math.Abs(b.BitDepthM - a.BitDepthM) < 10 ? a.BitDepthM + (b.BitDepthM - a.BitDepthM) * fraction : a.BitDepthM,
        RotarySpeedRpm = a.RotarySpeedRpm + (b.RotarySpeedRpm - a.RotarySpeedRpm) * fraction,
    };

    private void FillReading(
        List<TelemetryColumn> c, int i, double t, DrillingMoment m, ref SeededRandom random, FaultSeverities faults,
        TorsionalSegment torsion, Temperatures heat, double jerk)
    {
        var inMinute = t - torsion.Minute * 60.0;
        var speed = m.RotarySpeedRpm / 140;
        var drilling = m.State == DrillingState.Drilling ? 1.0 : 0;
        var activity = 0.04 + 0.35 * Math.Min(1, speed) + 0.6 * drilling * Math.Min(1, speed);
        var rotation = t * m.RotarySpeedRpm / 60;
        var impact = jerk > 0 && m.RotarySpeedRpm > 5 && random.NextUnit() < 0.03 ? jerk : 0;
        var torsional = machine.BitDiameterM / 2 * TorsionalSegment.At(torsion.AccelerationRadPerS2, inMinute);
        var friction = m.RotarySpeedRpm > 1 ? 900 + 0.9 * m.BitDepthM : 0;
        var torque = m.RotarySpeedRpm > 1 ? Math.Max(0, TorsionalSegment.At(torsion.TopTorqueNm, inMinute) + friction) : 0;
        var pulsation = 1 + 0.012 * PortableMath.SinTurns(3 * machine.StrokeHz * t) + 0.004 * PortableMath.SinTurns(machine.StrokeHz * t);
        var flow = m.FlowM3PerS / machine.FlowM3PerS;
        var pressure = machine.PumpPressurePa * flow * flow * (0.75 + m.HoleDepthM / 16_000) * pulsation;

        Set(c, 0, i, activity * (1.1 * random.NextNormal() + 0.5 * PortableMath.SinTurns(3 * rotation)) + impact * random.NextNormal());
        Set(c, 1, i, activity * random.NextNormal() + (0.25 + 4.5 * faults.Imbalance) * speed * speed * PortableMath.SinTurns(rotation)
            + impact);
        Set(c, 2, i, torsional + 0.8 * activity * random.NextNormal());
        Set(c, 3, i, heat.Bearing + 0.05 * random.NextNormal());
        Set(c, 4, i, heat.Motor + 0.08 * random.NextNormal());
        Set(c, 5, i, heat.Gearbox + 0.08 * random.NextNormal());
        Set(c, 6, i, m.RotarySpeedRpm > 0 ? m.RotarySpeedRpm + 0.4 * random.NextNormal() : 0);
        Set(c, 7, i, torque * (1 + 0.01 * random.NextNormal()));
        Set(c, 8, i, m.WeightOnBitN * (1 + 0.02 * random.NextNormal()) + 300 * random.NextNormal());
        Set(c, 9, i, HookLoad(m) + 1_500 * random.NextNormal());
        Set(c, 10, i, m.PenetrationMPerS * (1.12 - 0.12 * m.RockFactor) * (1 + 0.05 * random.NextNormal()));
        Set(c, 11, i, pressure + 12_000 * random.NextNormal());
        Set(c, 12, i, m.FlowM3PerS * (1 + 0.008 * random.NextNormal()));
        Set(c, 13, i, m.HoleDepthM);
        Set(c, 14, i, m.BitDepthM);
        Set(c, 15, i, Inclination(m.BitDepthM) + 0.03 * random.NextNormal());
        Set(c, 16, i, Azimuth(m.BitDepthM) + 0.1 * random.NextNormal());
        Set(c, 17, i, m.RotarySpeedRpm > 1 ? 60 + 0.022 * torque * (1 + 0.01 * random.NextNormal()) : 4 + 0.2 * random.NextNormal());
        Set(c, 18, i, m.RotarySpeedRpm > 0 ? TorsionalSegment.At(torsion.BitSpeedRpm, inMinute) : 0);
        Set(c, 19, i, 390e3 - 1_150 * (heat.Gearbox - machine.AmbientDegC) + 1_500 * random.NextNormal());
    }

    private static double HookLoad(DrillingMoment m) =>
        m.InSlips ? BlockWeightN : BlockWeightN + StringWeightNPerM * m.BitDepthM - m.WeightOnBitN;

    private double Inclination(double depth) =>
        Math.Clamp((depth - machine.KickOffDepthM) * machine.BuildRateDegPerM, 0, machine.FinalInclinationDeg);

    // The planned curve turns by 15° while it builds; azimuths stay within 0…360.
    private double Azimuth(double depth)
    {
        var azimuth = machine.AzimuthDeg + 15 * Inclination(depth) / machine.FinalInclinationDeg;
        return azimuth >= 359.5 ? azimuth - 359.5 : azimuth;
    }

    private Temperatures TemperaturesAt(long second, FaultSeverities faults)
    {
        var (_, stand, inStand) = program.Position(second);
        var ambient = machine.AmbientDegC + 4 * PortableMath.SinTurns(second / 86_400.0 - 0.25);
        // Degraded cooling raises the thermal resistance: a larger rise for the same loss, reached more slowly.
        var hot = faults.Overheating;
        var motor = 48 * (1 + 1.7 * hot) * _thermal.Excess(stand, inStand, machine.MotorTauSeconds * (1 + 0.3 * hot));
        var gearboxRise = 38 * (1 + 1.3 * hot) + 9 * faults.GearWear;
        var gearbox = gearboxRise * _thermal.Excess(stand, inStand, machine.GearboxTauSeconds * (1 + 0.3 * hot));
        var bearing = (30 + 6 * hot + 38 * faults.BearingWear) * _thermal.Excess(stand, inStand, machine.BearingTauSeconds);
        if (faults.IsStuck)
        {
            // The machine stands still and cools.
            var cooled = PortableMath.Exp(-(second - faults.FailedAtSecond) / machine.BearingTauSeconds);
            (bearing, motor, gearbox) = (bearing * cooled, motor * cooled, gearbox * cooled);
        }
        return new Temperatures(ambient + 6 + bearing, ambient + 8 + motor, ambient + 7 + gearbox);
    }

    private void AddDefects(List<TelemetryColumn> columns, long second)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            // Depths are computed by the rig's control system, not sensed: they neither spike nor drop out.
            if (columns[i].ChannelId is StandardChannels.HoleDepth or StandardChannels.BitDepth) continue;
            _defects.Apply(columns[i].ChannelId, second, columns[i].Values, SpikeOf(columns[i].ChannelId));
        }
    }

    private double SpikeOf(int channel) => channel switch
    {
        StandardChannels.VibrationAxial or StandardChannels.VibrationLateral or StandardChannels.VibrationTorsional => 12,
        StandardChannels.BearingTemperature or StandardChannels.MotorTemperature or StandardChannels.GearboxTemperature => 15,
        StandardChannels.RotarySpeed or StandardChannels.BitSpeed => 40,
        StandardChannels.Torque => 6_000,
        StandardChannels.WeightOnBit or StandardChannels.HookLoad => 80_000,
        StandardChannels.RateOfPenetration => 0.02,
        StandardChannels.StandpipePressure => 4e6,
        StandardChannels.MudFlowIn => machine.FlowM3PerS * 0.3,
        StandardChannels.MotorCurrent => 120,
        StandardChannels.OilPressure => 90_000,
        _ => 1,
    };

    private static void Set(List<TelemetryColumn> columns, int column, int reading, double value) => columns[column].Values[reading] =
        (float)value;

    private readonly record struct Temperatures(double Bearing, double Motor, double Gearbox);
}
