using Maintenance.Core.Assets;
using Maintenance.Core.Conditions;
using Maintenance.Core.Time;
using Maintenance.Scoring.HealthAssessment;
using Maintenance.Simulator.Physics;

namespace Maintenance.Training.Fleets;

/// <summary>
/// Draws feature rows with ground truth from seeded simulated fleets. The same seed gives the same rows.
/// </summary>
internal static class FleetSampler
{
    private const int Drills = 40;
    private const int SamplesPerDrill = 30;

    // Share of rigs of whose machines nothing is known.
    private const double UnknownMachines = 0.3;

    private static readonly long Start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds() * 1000;
    private static readonly TimeSpan Onset = TimeSpan.FromHours(2);
    private static readonly TimeSpan Growth = TimeSpan.FromHours(20);

    /// <summary>Samples one fleet.</summary>
    /// <param name="seed">Seed of fleet, faults, sensor fits and times.</param>
    /// <param name="varySensors">False to give every rig all sensors.</param>
    /// <param name="sample">Called with each row: features, the failure mode if these sensors can show it (else none), and its
    /// severity.</param>
    public static void Sample(ulong seed, bool varySensors, Action<float[], string, double> sample)
    {
        // Faults that are no class of the model are among them: it must learn that they are none of its own.
        var modes = FailureModes.All;
        var plan = new FaultPlan([.. Enumerable.Range(0, Drills).Select(i => i % 3 == 0
            ? null
            : new Fault(modes[i % modes.Count], Start, Onset, Growth, TimeSpan.FromHours(1)))]);
        var fleet = SimulatedFleet.Create(new FleetOptions { Seed = seed, Assets = Drills, StartUnixMicros = Start }, plan);
        var random = new Random((int)seed);
        for (var drill = 0; drill < Drills; drill++)
            for (var i = 0; i < SamplesPerDrill; i++)
                SampleOne(fleet, plan, drill, random, varySensors, sample);
    }

    private static void SampleOne(SimulatedFleet fleet, FaultPlan plan, int drill, Random random, bool varySensors,
        Action<float[], string, double> sample)
    {
        var fit = varySensors ? new SensorFit(random) : new SensorFit();
        var end = Start + (long)(random.NextDouble() * (Onset + Growth).TotalSeconds) * UnixMicros.PerSecond;
        var blocks = 1 + random.Next(25);
        var setup = DrillSetup.Of(fleet.Assets[drill]);
        if (varySensors && random.NextDouble() < UnknownMachines) setup = setup with { Locations = [] };
        var extractor = new FeatureExtractor(setup);
        var features = new float[WindowFeatures.Names.Count];
        var evidence = false;
        for (var t = end - blocks * UnixMicros.PerSecond; t <= end; t += UnixMicros.PerSecond)
            evidence = extractor.Add(fit.Apply(fleet.GenerateBlock(drill, t)), features);
        if (!evidence) return;
        var mode = plan.Faults[drill]?.FailureMode ?? FailureModes.None;
        var shown = mode != FailureModes.None && fit.Shows(mode);
        sample(features, shown ? mode : FailureModes.None, shown ? plan.SeverityAt(drill, end) : 0);
    }
}
