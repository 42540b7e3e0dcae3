using Maintenance.Core.Time;
using Maintenance.Simulator.Physics;

namespace Maintenance.Simulator.Edge;

/// <summary>Seeded link faults as functions of drill, time and sequence. Stateless.</summary>
internal sealed class LinkFaults(ulong seed, LinkFaultOptions options, IReadOnlyList<LinkOutage>? planned = null)
{
    private const int SlotSeconds = 600;

    private readonly IReadOnlyList<LinkOutage> _planned = planned ?? [];

    /// <summary>False during an outage. An outage that is drawn lies within its ten-minute slot.</summary>
    public bool IsUp(int asset, long unixSecond)
    {
        foreach (var outage in _planned)
            if ((outage.Asset is not { } one || one == asset) && unixSecond * UnixMicros.PerSecond >= outage.FromUnixMicros
                && unixSecond * UnixMicros.PerSecond < outage.UntilUnixMicros) return false;
        if (options.OutageProbability <= 0) return true;
        var slot = unixSecond / SlotSeconds;
        var random = new SeededRandom(seed, asset, SeededRandom.Purpose.Link, slot);
        if (random.NextUnit() >= options.OutageProbability) return true;
        var length = Math.Min(SlotSeconds, (int)random.Between(options.OutageMinSeconds, options.OutageMaxSeconds + 1));
        var start = random.Below(SlotSeconds - length + 1);
        var inSlot = unixSecond - slot * SlotSeconds;
        return inSlot < start || inSlot >= start + length;
    }

    /// <summary>True if the record is sent twice.</summary>
    public bool IsDuplicated(int asset, long sequence) => Draw(asset, sequence, 1) < options.DuplicateProbability;

    /// <summary>True if the record waits until the next one is sent.</summary>
    public bool IsOvertaken(int asset, long sequence) => Draw(asset, sequence, 2) < options.OutOfOrderProbability;

    /// <summary>Error of a drill's clock, µs.</summary>
    public long ClockSkewMicros(int asset)
    {
        if (options.ClockSkewMs <= 0) return 0;
        var random = new SeededRandom(seed, asset, SeededRandom.Purpose.Link, -1);
        return (long)(random.Between(-1_000, 1_000) * options.ClockSkewMs);
    }

    private double Draw(int asset, long sequence, int purpose) =>
        new SeededRandom(seed + (ulong)purpose, asset, SeededRandom.Purpose.Link, sequence).NextUnit();
}
