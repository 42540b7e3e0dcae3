namespace Maintenance.Simulator.Load;

/// <summary>What the load generator sends.</summary>
public sealed class LoadGeneratorOptions
{
    /// <summary>Most assets: ids have five digits.</summary>
    public const int MaxAssets = 100_000;

    /// <summary>Seed for the values.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Number of assets, 1…<see cref="MaxAssets"/>; ids are LOAD-00000 and so on.</summary>
    public int Assets { get; init; } = 100;

    /// <summary>Readings per record, 1…65,536.</summary>
    public int ReadingsPerRecord { get; init; } = 100;

    /// <summary>Time between readings of an asset, µs, 1…4,294,967,295.</summary>
    public uint IntervalMicros { get; init; } = 10_000;

    /// <summary>Event time of each asset's first reading, Unix µs UTC.</summary>
    public long StartUnixMicros { get; init; }

    /// <summary>Stream epoch, ≥ 0; use a new one for each run.</summary>
    public long Epoch { get; init; }
}
