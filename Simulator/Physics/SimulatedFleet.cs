using System.Globalization;
using Maintenance.Core.Assets;
using Maintenance.Core.Telemetry;

namespace Maintenance.Simulator.Physics;

/// <summary>
/// A fleet of simulated drills. The same options produce the same bytes, regardless of the number of threads, the wall clock or the order
/// in which blocks are generated. Thread-safe.
/// </summary>
public sealed class SimulatedFleet
{
    private readonly SimulatedDrill[] _drills;

    private SimulatedFleet(FleetOptions options, FaultPlan faults, SimulatedDrill[] drills)
    {
        Options = options;
        Faults = faults;
        _drills = drills;
        Assets = [.. drills.Select(d => d.Asset)];
    }

    /// <summary>The options it was created with.</summary>
    public FleetOptions Options { get; }

    /// <summary>The drills and their locations, by asset index.</summary>
    public IReadOnlyList<Asset> Assets { get; }

    /// <summary>The drills, by asset index.</summary>
    public IReadOnlyList<SimulatedDrill> Drills => _drills;

    /// <summary>Ground truth: which drill fails, how and when.</summary>
    public FaultPlan Faults { get; }

    /// <summary>Creates the fleet with the fault plan its options describe.</summary>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    public static SimulatedFleet Create(FleetOptions options) =>
        Create(options, FaultPlan.Create(options.Seed, options.Assets, options.FaultFraction, options.Faults, options.StartUnixMicros));

    /// <summary>Creates the fleet with a given fault plan.</summary>
    /// <exception cref="ArgumentException">An option is outside its range, or the plan has a different number of drills.</exception>
    public static SimulatedFleet Create(FleetOptions options, FaultPlan faults)
    {
        Check(options, faults);
        var drills = new SimulatedDrill[options.Assets];
        for (var i = 0; i < drills.Length; i++)
        {
            var province = OilProvinces.All[i % OilProvinces.All.Count];
            var machine = new DrillMachine(options.Seed, i, province.AmbientDegC);
            drills[i] = new SimulatedDrill(options, faults, i, Place(options.Seed, i, province, machine.BitDiameterM), machine);
        }
        return new SimulatedFleet(options, faults, drills);
    }

    /// <summary>One second of readings of one drill; see <see cref="SimulatedDrill.GenerateBlock"/>.</summary>
    public TelemetryRecord GenerateBlock(int assetIndex, long blockTimeUnixMicros) => _drills[assetIndex]
        .GenerateBlock(blockTimeUnixMicros);

    private static Asset Place(ulong seed, int index, OilProvinces.Province province, double bitDiameterM)
    {
        var inRegion = index / OilProvinces.All.Count;
        var field = province.Fields[inRegion % province.Fields.Count];
        var rig = string.Create(CultureInfo.InvariantCulture, $"rig-{inRegion + 1:00}");
        var id = string.Create(CultureInfo.InvariantCulture, $"{province.Prefix}-{field.Name.ToUpperInvariant()}-R{inRegion + 1:00}");
        var random = new SeededRandom(seed, index, SeededRandom.Purpose.Site, 0);
        var asset = AssetId.Parse(id);
        return new Asset(asset, province.Region, field.Name, rig, Math.Round(field.LatitudeDeg + random.Between(-0.08, 0.08), 4),
            Math.Round(field.LongitudeDeg + random.Between(-0.08, 0.08), 4), bitDiameterM)
        {
            RigType = field.RigType ?? province.RigType,
            AssetClass = DrillMachine.Class,
            Locations = MeasurementLocations.Of([DrillMachine.LocationOf(asset)]),
        };
    }

    private static void Check(FleetOptions o, FaultPlan faults)
    {
        if (o.Assets is < 1 or > 100_000) throw new ArgumentException($"Assets is {o.Assets}; allowed: 1-100000.", nameof(o));
        if (o.ReadingsPerSecond is < 1 or > 1_000 || 1_000_000 % o.ReadingsPerSecond != 0)
            throw new ArgumentException($"ReadingsPerSecond is {o.ReadingsPerSecond}; allowed: divisors of 1000000, 1 to 1000.", nameof(o));
        if (o.FaultFraction is not (>= 0 and <= 1)) throw new ArgumentException($"FaultFraction is {o.FaultFraction}; allowed: "
            + "0-1.", nameof(o));
        if (o.WaveformEverySeconds < 0) throw new ArgumentException($"WaveformEverySeconds is {o.WaveformEverySeconds}; allowed: "
            + "0 or more.", nameof(o));
        if (o.WaveformSampleRateHz is < 100 or > 200_000 || o.WaveformSamples is < 16 or > TelemetryCodecV1.MaxWaveformSamples)
            throw new ArgumentException($"A waveform of {o.WaveformSamples} samples at {o.WaveformSampleRateHz} Hz; allowed: "
                + $"16-{TelemetryCodecV1.MaxWaveformSamples} at 100-200000 Hz.", nameof(o));
        if (o.StartUnixMicros < 0 || o.StartUnixMicros % 1_000_000 != 0)
            throw new ArgumentException($"StartUnixMicros is {o.StartUnixMicros}; allowed: whole seconds since 1970.", nameof(o));
        if (faults.Faults.Count != o.Assets) throw new ArgumentException($"The fault plan is for {faults.Faults.Count} drills, the fleet "
            + $"has {o.Assets}.", nameof(faults));
    }
}
