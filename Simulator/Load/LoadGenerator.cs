using System.Globalization;
using System.Text;
using Maintenance.Core.Assets;
using Maintenance.Core.Channels;
using Maintenance.Core.Telemetry;
using Maintenance.Simulator.Physics;

namespace Maintenance.Simulator.Load;

/// <summary>
/// Generates encoded records of 12 channels with realistic values at memory-copy speed: templates are encoded once from the simulated
/// fleet's physics; each record is a template with asset, time and sequence patched in and its checksum recomputed. Steady state
/// allocates nothing. Threading: different threads may generate for different assets, one thread at a time per asset.
/// </summary>
public sealed class LoadGenerator
{
    private const int Variants = 16;
    private const string TemplateAsset = "LOAD-00000";

    private static readonly int[] Channels =
    [
        StandardChannels.VibrationAxial, StandardChannels.VibrationLateral, StandardChannels.VibrationTorsional,
        StandardChannels.BearingTemperature, StandardChannels.MotorTemperature, StandardChannels.GearboxTemperature,
        StandardChannels.RotarySpeed, StandardChannels.Torque, StandardChannels.WeightOnBit,
        StandardChannels.RateOfPenetration, StandardChannels.StandpipePressure, StandardChannels.BitSpeed,
    ];

    private readonly LoadGeneratorOptions _options;
    private readonly byte[][] _templates;
    private readonly byte[] _ids;
    private readonly long[] _records;

    /// <summary>Prepares the templates; takes some milliseconds.</summary>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    public LoadGenerator(LoadGeneratorOptions options)
    {
        if (options.Assets is < 1 or > LoadGeneratorOptions.MaxAssets)
            throw new ArgumentException($"Assets is {options.Assets}; allowed: 1-{LoadGeneratorOptions.MaxAssets}.", nameof(options));
        if (options.ReadingsPerRecord is < 1 or > TelemetryCodecV1.MaxReadings)
            throw new ArgumentException($"ReadingsPerRecord is {options.ReadingsPerRecord}; allowed: 1-{TelemetryCodecV1.MaxReadings}.",
                nameof(options));
        if (options.IntervalMicros == 0) throw new ArgumentException("IntervalMicros is 0; allowed: 1 or more.", nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.Epoch);
        _options = options;
        _records = new long[options.Assets];
        _templates = [.. Enumerable.Range(0, Variants).Select(v => TelemetryCodecV1.Encode(Template(options, v)))];
        _ids = new byte[options.Assets * TemplateAsset.Length];
        for (var i = 0; i < options.Assets; i++) Encoding.ASCII.GetBytes(IdOf(i), _ids.AsSpan(i * TemplateAsset.Length));
        Assets = [.. Enumerable.Range(0, options.Assets)
            .Select(i => new Asset(AssetId.Parse(IdOf(i)), "load", "load", "load", double.NaN, double.NaN, 0.311))];
    }

    /// <summary>The assets, to be registered before sending.</summary>
    public IReadOnlyList<Asset> Assets { get; }

    /// <summary>Bytes of one record.</summary>
    public int RecordBytes => _templates[0].Length;

    /// <summary>Channels per reading.</summary>
    public static int ChannelCount => Channels.Length;

    /// <summary>Readings per record.</summary>
    public int ReadingsPerRecord => _options.ReadingsPerRecord;

    /// <summary>Stream epoch of the records.</summary>
    public long Epoch => _options.Epoch;

    /// <summary>Writes the asset's next record; times and sequences continue from its previous one.</summary>
    /// <param name="asset">Asset index.</param>
    /// <param name="destination">At least <see cref="RecordBytes"/>.</param>
    /// <returns>Bytes written.</returns>
    public int NextRecord(int asset, Span<byte> destination)
    {
        var record = _records[asset];
        var template = _templates[(int)((record * 7 + asset) & (Variants - 1))];
        template.CopyTo(destination);
        var span = destination[..template.Length];
        var sequence = record * _options.ReadingsPerRecord;
        TelemetryCodecV1.Readdress(
            span, _ids.AsSpan(asset * TemplateAsset.Length, TemplateAsset.Length), sequence, _options.StartUnixMicros + sequence
                * _options.IntervalMicros);
        TelemetryCodecV1.Seal(span);
        _records[asset] = record + 1;
        return template.Length;
    }

    private static string IdOf(int asset) => string.Create(CultureInfo.InvariantCulture, $"LOAD-{asset:00000}");

    private static TelemetryRecord Template(LoadGeneratorOptions options, int variant)
    {
        // Values of one second of drilling at 1 kHz, repeated to the record's length: realistic values without the cost of the physics.
        var fleet = SimulatedFleet.Create(new FleetOptions
        {
            Seed = options.Seed, Assets = Variants, ReadingsPerSecond = 1_000,
            WaveformEverySeconds = 0, Faults = FaultPreset.None, SensorDefects = false
        });
        var second = 0L;
        while (fleet.Drills[variant].StateAt(second) != Core.Conditions.DrillingState.Drilling) second += 60_000_000;
        var block = fleet.GenerateBlock(variant, second);
        var record = new TelemetryRecord
        {
            Asset = TemplateAsset,
            Flags = RecordFlags.Block | RecordFlags.Sequenced,
            Epoch = options.Epoch,
            EventTimeUnixMicros = options.StartUnixMicros,
            IntervalMicros = options.IntervalMicros,
            ReadingCount = options.ReadingsPerRecord,
        };
        foreach (var channel in Channels)
        {
            var source = block.Columns.Find(c => c.ChannelId == channel)!.Values;
            var values = new float[options.ReadingsPerRecord];
            for (var i = 0; i < values.Length; i++) values[i] = source[i % source.Length];
            record.Columns.Add(new TelemetryColumn(channel, "", values));
        }
        return record;
    }
}
