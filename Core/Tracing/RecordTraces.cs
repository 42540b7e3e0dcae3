using System.Diagnostics;
using System.Text;
using Maintenance.Core.Telemetry;

namespace Maintenance.Core.Tracing;

/// <summary>
/// Selects the records traced on their way from broker to browser. The selection is a function of the record's identity, so every stage in
/// every process selects the same records with the same trace ids: no trace context travels with a record in any log engine. Costs nothing
/// without a listener on the stage, and otherwise a hash of a few bytes per record; allocates only for traced records. Threading: any.
/// </summary>
public sealed class RecordTraces
{
    private readonly ulong _threshold;

    /// <summary>Creates the selection.</summary>
    /// <param name="ratio">Share of records traced, 0 to 1; 0 for none. A lower ratio selects a subset of a higher one's records.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not a number from 0 to 1.</exception>
    public RecordTraces(double ratio)
    {
        if (ratio is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(ratio), ratio, "The share of traced records is 0 "
            + "to 1.");
        _threshold = ratio >= 1 ? ulong.MaxValue : (ulong)(ratio * ulong.MaxValue);
    }

    /// <summary>Traces nothing.</summary>
    public static RecordTraces Off { get; } = new(0);

    /// <summary>True when tracing is on and the stage has a listener.</summary>
    /// <param name="stage">Source of the stage.</param>
    public bool IsOn(ActivitySource stage) => _threshold != 0 && stage.HasListeners();

    /// <summary>The trace of a record, or null when it is not traced or the stage has no listener.</summary>
    /// <param name="record">One valid record of codec V1.</param>
    /// <param name="stage">Source of the stage.</param>
    public RecordTrace? Find(ReadOnlySpan<byte> record, ActivitySource stage) => IsOn(stage) ? Choose(record) : null;

    private RecordTrace? Choose(ReadOnlySpan<byte> record)
    {
        var identity = RecordIdentity.Of(record);
        if (Hash(identity) > _threshold) return null;
        var asset = Encoding.ASCII.GetString(identity.AssetUtf8);
        return new RecordTrace(RecordTrace.ContextOf(asset, identity.Epoch, identity.First), asset, identity.Epoch, identity.First,
            identity.Readings);
    }

    // FNV-1a over the asset, then the finaliser of SplitMix64 (Steele, Lea, Flood 2014) over each number: every bit of the identity affects
    // the whole hash.
    private static ulong Hash(in RecordIdentity identity)
    {
        var hash = 0xcbf2_9ce4_8422_2325UL;
        foreach (var b in identity.AssetUtf8) hash = (hash ^ b) * 0x0000_0100_0000_01b3UL;
        return Mix(Mix(hash ^ (ulong)identity.Epoch) ^ (ulong)identity.First);
    }

    private static ulong Mix(ulong z)
    {
        z += 0x9e37_79b9_7f4a_7c15UL;
        z = (z ^ (z >> 30)) * 0xbf58_476d_1ce4_e5b9UL;
        z = (z ^ (z >> 27)) * 0x94d0_49bb_1331_11ebUL;
        return z ^ (z >> 31);
    }
}
