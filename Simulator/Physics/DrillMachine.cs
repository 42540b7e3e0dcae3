using Maintenance.Core.Assets;

namespace Maintenance.Simulator.Physics;

/// <summary>
/// The constants of one drill: machine, well plan and crew routine, drawn once from the seed.
/// </summary>
internal sealed class DrillMachine
{
    private static readonly double[] BitInches = [8.5, 12.25, 12.25, 17.5];

    public DrillMachine(ulong seed, int asset, double ambientDegC)
    {
        var random = new SeededRandom(seed, asset, SeededRandom.Purpose.Machine, 0);
        Seed = seed;
        Asset = asset;
        BitDiameterM = BitInches[random.Below(BitInches.Length)] * 0.0254;
        AmbientDegC = ambientDegC + random.Between(-2, 2);
        PhaseSeconds = random.Below(40_000);
        DrillSeconds = 900 + 60 * random.Below(12);
        ReamSeconds = 60 + 10 * random.Below(7);
        ConnectionSeconds = 150 + 10 * random.Below(10);
        StandsPerRun = 12 + random.Below(8);
        TripSeconds = 1_500 + 60 * random.Below(20);
        IdleSeconds = 240 + 30 * random.Below(8);
        SpudDepthM = random.Between(600, 1_800);
        RotarySpeedRpm = random.Between(120, 165);
        WeightOnBitN = random.Between(70e3, 110e3);
        FlowM3PerS = random.Between(0.032, 0.048);
        PumpPressurePa = random.Between(17e6, 26e6);
        TorsionalStiffnessNmPerRad = random.Between(1_100, 1_500);
        BottomAssemblyInertiaKgM2 = random.Between(48, 62);
        ResonanceHz = random.Between(1_450, 1_850);
        KickOffDepthM = SpudDepthM + random.Between(150, 500);
        BuildRateDegPerM = random.Between(0.02, 0.06);
        FinalInclinationDeg = random.Between(15, 80);
        AzimuthDeg = random.Between(0, 360);
        StrokeHz = random.Between(1.1, 1.7);
        InnerRaceDefect = random.NextUnit() < 0.4;
        MotorTauSeconds = random.Between(700, 1_000);
        GearboxTauSeconds = random.Between(1_300, 1_900);
        BearingTauSeconds = random.Between(900, 1_400);
        WhirlOrder = random.Between(4.2, 7.4);
    }

    /// <summary>Length of a stand of three joints of pipe, m.</summary>
    public const double StandM = 27.5;

    /// <summary>Bit runs per well.</summary>
    public const int RunsPerWell = 10;

    /// <summary>Motor turns per turn of the string.</summary>
    public const double GearRatio = 8.5;

    /// <summary>Teeth of the motor's pinion.</summary>
    public const int PinionTeeth = 23;

    /// <summary>Rollers of the motor's drive-end bearing.</summary>
    public const int Rollers = 16;

    /// <summary>Their diameter, m: d·cosα/D = 0.2.</summary>
    public const double RollerDiameterM = 0.024;

    /// <summary>Its pitch diameter, m.</summary>
    public const double PitchDiameterM = 0.12;

    /// <summary>Class of the machine.</summary>
    public const string Class = "top-drive";

    /// <summary>Rated power of the motor, kW.</summary>
    public const double PowerKw = 800;

    /// <summary>
    /// Outer-race defect frequency per motor turn: (n/2)(1 − k) with n = 16 rollers and k = d·cosα/D = 0.2 (domain.md).
    /// </summary>
    public const double OuterRaceOrder = Rollers / 2 * (1 - 0.2);

    /// <summary>Inner-race defect frequency per motor turn: (n/2)(1 + k).</summary>
    public const double InnerRaceOrder = Rollers / 2 * (1 + 0.2);

    /// <summary>Where its waveform is measured, as a nameplate states it.</summary>
    public static MeasurementLocation LocationOf(AssetId asset) => new(asset, BearingWaveform.Location, GearRatio,
        new BearingGeometry(Rollers, RollerDiameterM, PitchDiameterM), PinionTeeth, PowerKw, FlexibleSupport: false);

    public ulong Seed { get; }

    public int Asset { get; }

    public double BitDiameterM { get; }

    public double AmbientDegC { get; }

    public int PhaseSeconds { get; }

    public int DrillSeconds { get; }

    public int ReamSeconds { get; }

    public int ConnectionSeconds { get; }

    public int StandsPerRun { get; }

    public int TripSeconds { get; }

    public int IdleSeconds { get; }

    public double SpudDepthM { get; }

    public double RotarySpeedRpm { get; }

    public double WeightOnBitN { get; }

    public double FlowM3PerS { get; }

    public double PumpPressurePa { get; }

    public double TorsionalStiffnessNmPerRad { get; }

    public double BottomAssemblyInertiaKgM2 { get; }

    public double ResonanceHz { get; }

    public double KickOffDepthM { get; }

    public double BuildRateDegPerM { get; }

    public double FinalInclinationDeg { get; }

    public double AzimuthDeg { get; }

    public double StrokeHz { get; }

    public bool InnerRaceDefect { get; }

    public double MotorTauSeconds { get; }

    public double GearboxTauSeconds { get; }

    public double BearingTauSeconds { get; }

    /// <summary>
    /// Backward whirl per turn of the string: D / (D − d) of a hole of diameter D and a stabiliser or bit of effective diameter d.
    /// </summary>
    public double WhirlOrder { get; }

    /// <summary>Time to drill a stand, ream it and connect the next, s.</summary>
    public int StandPeriodSeconds => DrillSeconds + ReamSeconds + ConnectionSeconds;

    /// <summary>Duration of one bit run: its stands, the round trip for a new bit, and an idle period, s.</summary>
    public int RunPeriodSeconds => StandsPerRun * StandPeriodSeconds + TripSeconds + IdleSeconds;
}
