using Maintenance.Core.Telemetry;

namespace Maintenance.Simulator.Physics;

/// <summary>
/// Lateral acceleration at the drive-end bearing of the top drive, m/s²: rotation of string and motor, gear mesh, broadband noise, and
/// the impacts of a worn race. Each impact excites the housing's resonance, which rings down; impacts occur at the defect frequency with
/// slight slip, and those of an inner-race defect are stronger as it passes the load zone once per motor turn.
/// </summary>
internal sealed class BearingWaveform(DrillMachine machine)
{
    public const string Location = "top-drive-bearing";
    private const double RingDownSeconds = 0.0012;

    /// <summary>Generates a waveform.</summary>
    /// <param name="startUnixMicros">First sample.</param>
    /// <param name="rotarySpeedRpm">Rotary speed of the string, rev/min.</param>
    /// <param name="load">Fraction of full torque, 0…1.</param>
    /// <param name="faults">Fault severities.</param>
    /// <param name="sampleRateHz">Sample rate, Hz.</param>
    /// <param name="count">Number of samples.</param>
    public TimeWaveform Make(long startUnixMicros, double rotarySpeedRpm, double load, FaultSeverities faults, int sampleRateHz, int count)
    {
        var random = new SeededRandom(machine.Seed, machine.Asset, SeededRandom.Purpose.Waveform, startUnixMicros);
        var samples = new float[count];
        AddRotation(samples, ref random, rotarySpeedRpm, load, faults, sampleRateHz);
        if (faults.BearingWear > 0 && rotarySpeedRpm > 5)
            AddImpacts(samples, ref random, rotarySpeedRpm, load, faults, sampleRateHz);
        if (faults.GearWear > 0 && rotarySpeedRpm > 5) AddWornMesh(samples, rotarySpeedRpm, load, faults.GearWear, sampleRateHz);
        if (faults.Whirl > 0 && rotarySpeedRpm > 5) AddWhirl(samples, ref random, rotarySpeedRpm, load * faults.Whirl, sampleRateHz);
        return new TimeWaveform(Location, sampleRateHz, startUnixMicros, samples);
    }

    private static void AddRotation(float[] samples, ref SeededRandom random, double rpm, double load, FaultSeverities faults,
        int sampleRateHz)
    {
        var speed = rpm / 140;
        var squared = speed * speed;
        var noise = 0.15 + 0.75 * Math.Min(1, speed) * (0.6 + 0.4 * load);
        var stringAmplitude = (0.15 + 3.0 * faults.Imbalance) * squared;
        var motorAmplitude = (0.16 + 2.1 * faults.Imbalance) * squared;
        var meshAmplitude = 0.35 * load * Math.Min(1, speed);
        var stringTurns = rpm / 60 / sampleRateHz;
        var motorTurns = stringTurns * DrillMachine.GearRatio;
        var phase = random.NextUnit();
        for (var i = 0; i < samples.Length; i++)
        {
            var motor = phase + i * motorTurns;
            samples[i] = (float)(noise * random.NextNormal()
                + stringAmplitude * PortableMath.SinTurns(phase + i * stringTurns)
                + motorAmplitude * PortableMath.SinTurns(motor)
                + 0.3 * motorAmplitude * PortableMath.SinTurns(2 * motor)
                + meshAmplitude * PortableMath.SinTurns(DrillMachine.PinionTeeth * motor));
        }
    }

    private void AddImpacts(float[] samples, ref SeededRandom random, double rpm, double load, FaultSeverities faults, int sampleRateHz)
    {
        var wear = faults.BearingWear;
        var innerRace = faults.Defect is { } defect
            ? string.Equals(defect, BearingDefects.InnerRace, StringComparison.Ordinal) : machine.InnerRaceDefect;
        var order = innerRace ? DrillMachine.InnerRaceOrder : DrillMachine.OuterRaceOrder;
        var motorHz = rpm / 60 * DrillMachine.GearRatio;
        var interval = sampleRateHz / (order * motorHz);
        // A defect grows from a scratch to a spall: amplitude from about 1 m/s² at the first signs to 28 m/s² at failure.
        var amplitude = (1.5 * Math.Sqrt(wear) + 26 * wear * Math.Sqrt(wear)) * (0.5 + 0.5 * load) * Math.Min(1.4, rpm / 120);
        var ring = (int)(6 * RingDownSeconds * sampleRateHz);
        for (var at = interval * random.NextUnit(); at < samples.Length; at += interval * (1 + 0.012 * random.NextNormal()))
        {
            var zone = innerRace ? 0.55 + 0.45 * PortableMath.CosTurns(at * motorHz / sampleRateHz) : 1;
            var strength = amplitude * zone * (1 + 0.15 * random.NextNormal());
            var first = (int)Math.Ceiling(at);
            for (var i = first; i < Math.Min(first + ring, samples.Length); i++)
            {
                var age = (i - at) / sampleRateHz;
                samples[i] += (float)(strength * PortableMath.Exp(-age / RingDownSeconds)
                    * PortableMath.SinTurns(machine.ResonanceHz * age));
            }
        }
    }

    // Worn flanks: the mesh line grows, its second harmonic with it, and the pinion's runout modulates both once per turn: side bands at
    // shaft spacing.
    private static void AddWornMesh(float[] samples, double rpm, double load, double wear, int sampleRateHz)
    {
        var motorTurns = rpm / 60 * DrillMachine.GearRatio / sampleRateHz;
        var amplitude = 5 * wear * (0.3 + 0.7 * load) * Math.Min(1.4, rpm / 120);
        for (var i = 0; i < samples.Length; i++)
        {
            var motor = i * motorTurns;
            var mesh = DrillMachine.PinionTeeth * motor;
            samples[i] += (float)(amplitude * (1 + 0.7 * PortableMath.CosTurns(motor) + 0.3 * PortableMath.CosTurns(2 * motor))
                * (PortableMath.SinTurns(mesh) + 0.4 * PortableMath.SinTurns(2 * mesh)));
        }
    }

    // What of the whirl below reaches the top drive: a tenth.
    private void AddWhirl(float[] samples, ref SeededRandom random, double rpm, double whirl, int sampleRateHz)
    {
        var amplitude = 0.1 * DownholeFaults.WhirlAmplitude * whirl;
        var turns = rpm / 60 * machine.WhirlOrder / sampleRateHz;
        var phase = random.NextUnit();
        for (var i = 0; i < samples.Length; i++)
            samples[i] += (float)(amplitude * PortableMath.SinTurns(phase + i * turns));
    }
}
