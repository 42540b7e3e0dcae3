using Maintenance.Core.Assets;
using Maintenance.Core.Channels;
using Maintenance.Core.Telemetry;

namespace Maintenance.Ingest.Intake;

/// <summary>
/// One reading while its fields are being read: keys come in any order, so nothing is decided before its end.
/// Reused for every reading; allocates only for the first sight of a customer's channel name. Threading: one user at a time.
/// </summary>
internal sealed class ReadingScratch
{
    private readonly char[] _asset = new char[AssetId.MaxLength];
    private readonly float[] _standard = new float[StandardChannels.Count];
    private readonly List<NamedValue> _named = [];
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private int _assetLength;
    private ulong _present;

    public ReadOnlySpan<char> Asset => _asset.AsSpan(0, _assetLength);

    public bool HasAsset => _assetLength > 0;

    public long? TimeMicros { get; set; }

    public long? Epoch { get; set; }

    public long? Sequence { get; set; }

    public bool Uncertain { get; set; }

    public bool Historical { get; set; }

    /// <summary>First fault found, or null.</summary>
    public string? FaultDetail { get; private set; }

    public DeadLetterReason FaultReason { get; private set; }

    /// <summary>Bit i: standard channel i is set.</summary>
    public ulong StandardPresent => _present;

    public ReadOnlySpan<float> Standard => _standard;

    public List<NamedValue> Named => _named;

    public bool HasValues => _present != 0 || _named.Count > 0;

    public void Clear()
    {
        _assetLength = 0;
        _present = 0;
        _named.Clear();
        TimeMicros = Epoch = Sequence = null;
        Uncertain = Historical = false;
        FaultDetail = null;
    }

    /// <summary>Remembers the first fault; later ones are mostly its consequences.</summary>
    public void Fault(DeadLetterReason reason, string detail)
    {
        if (FaultDetail is not null) return;
        FaultReason = reason;
        FaultDetail = detail;
    }

    public void SetAsset(ReadOnlySpan<char> asset)
    {
        if (asset.Length is 0 or > AssetId.MaxLength)
        {
            Fault(DeadLetterReason.UnknownAsset, $"asset id of {asset.Length} characters, allowed are 1 to {AssetId.MaxLength}");
            return;
        }
        asset.CopyTo(_asset);
        _assetLength = asset.Length;
    }

    public void SetStandard(int channel, float value)
    {
        _standard[channel] = value;
        _present |= 1UL << channel;
    }

    public void SetNamed(ReadOnlySpan<char> name, float value)
    {
        if (_named.Count == TelemetryCodecV1.MaxChannels - StandardChannels.Count)
        {
            Fault(DeadLetterReason.LimitExceeded, $"more than {TelemetryCodecV1.MaxChannels - StandardChannels.Count} channels of the customer's own in one reading");
            return;
        }
        _named.Add(new NamedValue(Intern(name), value));
    }

    /// <summary>The one string for a name, so that readings of one source share it.</summary>
    public string Intern(ReadOnlySpan<char> name)
    {
        const int mostNames = 10_000; // a sender that invents names for ever must not fill the memory
        var lookup = _names.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(name, out var known)) return known;
        if (_names.Count >= mostNames) _names.Clear();
        var text = name.ToString();
        _names.Add(text, text);
        return text;
    }

    internal readonly record struct NamedValue(string Name, float Value);
}
