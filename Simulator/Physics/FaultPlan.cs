using Maintenance.Core.Conditions;
using Maintenance.Core.Time;

namespace Maintenance.Simulator.Physics;

/// <summary>Which drill gets which fault and when, drawn from a seed. Immutable and thread-safe.</summary>
public sealed class FaultPlan
{
    private static readonly string[] Modes =
        [FailureModes.BearingWear, FailureModes.Imbalance, FailureModes.StickSlip, FailureModes.Overheating];

    private readonly Fault?[] _faults;

    /// <summary>A plan with given faults, <see langword="null"/> for a healthy drill; for tests and experiments.</summary>
    /// <exception cref="ArgumentException">A fault's mode or defect does not exist.</exception>
    public FaultPlan(IReadOnlyList<Fault?> faults)
    {
        foreach (var fault in faults)
        {
            if (fault is null) continue;
            if (FailureModes.IndexOf(fault.FailureMode) < 0)
                throw new ArgumentException($"The fault '{fault.FailureMode}' is not simulated; allowed: "
                    + $"{string.Join(", ", FailureModes.All)}.", nameof(faults));
            if (fault.Defect is { } defect && !BearingDefects.All.Contains(defect, StringComparer.Ordinal))
                throw new ArgumentException($"The defect '{defect}' is not simulated; allowed: "
                    + $"{string.Join(", ", BearingDefects.All)}.", nameof(faults));
        }
        _faults = [.. faults];
    }

    /// <summary>Faults by asset index; null = always healthy.</summary>
    public IReadOnlyList<Fault?> Faults => _faults;

    /// <summary>Draws a plan.</summary>
    /// <param name="seed">Seed of the fleet.</param>
    /// <param name="assets">Number of drills.</param>
    /// <param name="fraction">Fraction of drills that get a fault, 0…1; exact, rounded to whole drills.</param>
    /// <param name="preset">How soon and how fast faults develop.</param>
    /// <param name="startUnixMicros">Origin of the plan, Unix µs UTC.</param>
    public static FaultPlan Create(ulong seed, int assets, double fraction, FaultPreset preset, long startUnixMicros)
    {
        var faults = new Fault?[assets];
        var wanted = preset == FaultPreset.None ? 0 : (int)Math.Round(assets * fraction, MidpointRounding.AwayFromZero);
        var order = Shuffle(seed, assets);
        // Modes are assigned in turn, so that a small fleet shows all of them.
        for (var i = 0; i < wanted; i++)
            faults[order[i]] = preset == FaultPreset.Story && i < Modes.Length ? Early(seed, order[i], Modes[i], startUnixMicros)
                : Draw(seed, order[i], Modes[i % Modes.Length], preset, startUnixMicros);
        return new FaultPlan(faults);
    }

    /// <summary>Severity 0…1 of a drill's fault at a time; 0 for a healthy one.</summary>
    public double SeverityAt(int asset, long unixMicros) => _faults[asset]?.SeverityAt(unixMicros) ?? 0;

    internal FaultSeverities SeveritiesAt(int asset, long unixMicros)
    {
        if (_faults[asset] is not { } fault) return default;
        var failed = fault.FailedAt(unixMicros) is { } at ? at / (double)UnixMicros.PerSecond : double.NaN;
        return new FaultSeverities(fault.FailureMode, fault.SeverityAt(unixMicros), fault.Defect, failed);
    }

    private static int[] Shuffle(ulong seed, int count)
    {
        var random = new SeededRandom(seed, -1, SeededRandom.Purpose.Fault, 0);
        var order = new int[count];
        for (var i = 0; i < count; i++)
        {
            var j = random.Below(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    private static Fault Early(ulong seed, int asset, string mode, long start)
    {
        var random = new SeededRandom(seed, asset, SeededRandom.Purpose.Fault, 1);
        return new Fault(mode, start, Minutes(ref random, 0.5, 1.5), Minutes(ref random, 7, 10), Minutes(ref random, 20, 40));
    }

    private static Fault Draw(ulong seed, int asset, string mode, FaultPreset preset, long start)
    {
        var random = new SeededRandom(seed, asset, SeededRandom.Purpose.Fault, 1);
        return preset is FaultPreset.Demo or FaultPreset.Story
            ? new Fault(mode, start, Minutes(ref random, 1, 20), Minutes(ref random, 12, 45), Minutes(ref random, 20, 40))
            : new Fault(mode, start, Minutes(ref random, 10, 72 * 60), Minutes(ref random, 4 * 60, 48 * 60), Minutes(ref random, 60, 240));
    }

    private static TimeSpan Minutes(ref SeededRandom random, double low, double high) =>
        TimeSpan.FromSeconds(Math.Floor(60 * random.Between(low, high)));
}
