using System.Numerics;
using Maintenance.Core.Assets;
using Maintenance.Core.Channels;

namespace Maintenance.Core.Telemetry;

/// <summary>
/// A reading being parsed: keys come in any order, so nothing is decided before its end. Also used for the header of a block.
/// Reused for every reading; allocates only for a custom channel name seen for the first time. Threading: one user at a time.
/// </summary>
public sealed class ReadingBuilder
{
    private const int MaxNames = 10_000; // a sender that keeps inventing names must not fill the memory

    private readonly char[] _asset = new char[AssetId.MaxLength];
    private readonly float[] _standard = new float[StandardChannels.Count];
    private readonly List<NamedValue> _named = [];
    private readonly Dictionary<string, OwnName> _names = new(StringComparer.Ordinal);
    private int _assetLength;
    private long _reading;
    private int _remainders;
    private ulong _present;

    /// <summary>Asset id as sent; empty when not set.</summary>
    public ReadOnlySpan<char> Asset => _asset.AsSpan(0, _assetLength);

    /// <summary>True once an asset was set.</summary>
    public bool HasAsset => _assetLength > 0;

    /// <summary>Event time, Unix µs UTC.</summary>
    public long? TimeMicros { get; set; }

    /// <summary>Stream epoch as sent; null when not numbered.</summary>
    public long? Epoch { get; set; }

    /// <summary>Sequence as sent; null when not numbered.</summary>
    public long? Sequence { get; set; }

    /// <summary>True when the sender marks its values uncertain.</summary>
    public bool Uncertain { get; set; }

    /// <summary>True when it is re-sent from the edge's store.</summary>
    public bool Historical { get; set; }

    /// <summary>First fault found, or null.</summary>
    public string? FaultDetail { get; private set; }

    /// <summary>Detail of the first fault found.</summary>
    public DeadLetterReason FaultReason { get; private set; }

    /// <summary>Bit i: standard channel i is set.</summary>
    public ulong StandardPresent => _present;

    /// <summary>
    /// Values by standard channel number, in its unit; only those of <see cref="StandardPresent"/> are meaningful.
    /// </summary>
    public ReadOnlySpan<float> Standard => _standard;

    /// <summary>Values of custom channels.</summary>
    public IReadOnlyList<NamedValue> Named => _named;

    /// <summary>Columns that a record needs for the reading.</summary>
    public int ColumnCount => BitOperations.PopCount(_present) + _named.Count + _remainders;

    /// <summary>True when at least one channel has a value, even NaN for missing.</summary>
    public bool HasValues => _present != 0 || _named.Count > 0;

    /// <summary>Begins the next reading.</summary>
    public void Clear()
    {
        _reading++;
        if (_names.Count > MaxNames) _names.Clear();
        _assetLength = 0;
        _present = 0;
        _named.Clear();
        _remainders = 0;
        TimeMicros = Epoch = Sequence = null;
        Uncertain = Historical = false;
        FaultDetail = null;
    }

    /// <summary>Keeps the first fault; later ones are mostly its consequences.</summary>
    public void Fault(DeadLetterReason reason, string detail)
    {
        if (FaultDetail is not null) return;
        FaultReason = reason;
        FaultDetail = detail;
    }

    /// <summary>Sets the asset; a fault when the id is empty or too long.</summary>
    public void SetAsset(ReadOnlySpan<char> asset)
    {
        if (asset.Length is 0 or > AssetId.MaxLength)
        {
            Fault(DeadLetterReason.UnknownAsset, $"asset id of {asset.Length} characters; expected 1 to {AssetId.MaxLength}");
            return;
        }
        asset.CopyTo(_asset);
        _assetLength = asset.Length;
    }

    /// <summary>Sets the value of a standard channel; a fault when it was set before, under whichever of its names.</summary>
    /// <param name="channel">Number of the channel.</param>
    /// <param name="value">In the channel's unit; NaN when missing.</param>
    public void SetStandard(int channel, float value)
    {
        if ((_present & (1UL << channel)) != 0) Twice(StandardChannels.All[channel].Name);
        _standard[channel] = value;
        _present |= 1UL << channel;
    }

    /// <summary>
    /// Sets the value of a custom channel; a fault when it was set before, when its name is not allowed, or when there are too many.
    /// </summary>
    /// <param name="name">Name as sent.</param>
    /// <param name="value">NaN when missing; of finite values, at most the largest 32-bit float.</param>
    public void SetNamed(ReadOnlySpan<char> name, double value)
    {
        var maxNamed = TelemetryCodecV1.MaxChannels - StandardChannels.Count;
        var remainder = SinglePrecision.RemainderOf(value);
        if (_named.Count + _remainders + (remainder == 0 ? 0 : 1) >= maxNamed)
        {
            Fault(DeadLetterReason.LimitExceeded, $"more than {maxNamed} custom channels in one reading");
            return;
        }
        var own = Intern(name);
        if (own is null) return;
        if (own.LastReading == _reading) Twice(own.Name);
        own.LastReading = _reading;
        if (remainder != 0) _remainders++;
        _named.Add(new NamedValue(own.Name, (float)value, remainder));
    }

    private void Twice(string channel) =>
        Fault(DeadLetterReason.UnknownChannel, $"channel '{channel}' is given twice in one reading; send each channel once");

    // One string per name, shared by all readings of a source. Names that are not allowed are not kept.
    private OwnName? Intern(ReadOnlySpan<char> name)
    {
        var lookup = _names.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(name, out var known)) return known;
        if (CustomChannelName.Explain(name) is { } bad)
        {
            Fault(DeadLetterReason.LimitExceeded, bad);
            return null;
        }
        var own = new OwnName(name.ToString());
        _names.Add(own.Name, own);
        return own;
    }

    private sealed class OwnName(string name)
    {
        public string Name { get; } = name;

        /// <summary>The last reading with a value of this channel.</summary>
        public long LastReading { get; set; }
    }

    /// <summary>Value of a custom channel.</summary>
    /// <param name="Name">Name of the channel.</param>
    /// <param name="Value">NaN when missing.</param>
    /// <param name="Remainder">What the value lost as a 32-bit float (<see cref="SinglePrecision"/>); usually 0.</param>
    public readonly record struct NamedValue(string Name, float Value, float Remainder);
}
