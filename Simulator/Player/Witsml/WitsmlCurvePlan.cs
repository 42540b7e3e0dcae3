using Maintenance.Core.Channels;
using Maintenance.Core.Telemetry;

namespace Maintenance.Simulator.Player.Witsml;

/// <summary>
/// Maps the columns of one log to channels. A standard channel takes the best-matching curve that has values and a unit of the right
/// quantity; every other non-empty curve becomes a named channel, converted to the SI-based unit of its quantity.
/// </summary>
internal sealed class WitsmlCurvePlan
{
    private const double MaxHoleDepthDecreaseM = 1;

    private readonly Entry?[] _entries;

    private WitsmlCurvePlan(Entry?[] entries, List<RecordedCurve> curves)
    {
        _entries = entries;
        Curves = curves;
    }

    /// <summary>Mapping of each curve, for display.</summary>
    public IReadOnlyList<RecordedCurve> Curves { get; }

    /// <summary>False if no column has numbers: the log holds settings, not readings.</summary>
    public bool HasValues => Array.Exists(_entries, e => e is not null);

    public static WitsmlCurvePlan Create(WitsmlLog log)
    {
        var mnemonics = log.Mnemonics.ToArray();
        var entries = new Entry?[mnemonics.Length];
        var notes = new RecordedCurve?[mnemonics.Length];
        var best = BestCurves(log, mnemonics);
        var index = log.Chunks[0].Columns[log.Chunks[0].IndexColumn].Mnemonic;
        var targets = 0;
        for (var i = 0; i < mnemonics.Length; i++)
        {
            if (mnemonics[i] == index) continue;
            var curve = log.Curves(mnemonics[i]).First();
            var known = UnitConversion.TryFind(curve.Unit, out var unit);
            if (!known) unit = new UnitConversion.Unit(UnitConversion.Quantity.None, 1, 0);
            var (target, note) = TargetOf(log, mnemonics[i], curve, unit, best);
            if (target is not null && ++targets > TelemetryCodecV1.MaxChannels)
                (target, note) = (null, $"left out: a record holds at most {TelemetryCodecV1.MaxChannels} channels");
            if (target is { } t)
                entries[i] = new Entry(t, unit.Quantity == UnitConversion.Quantity.Frequency && t.ChannelId is StandardChannels.RotarySpeed
                or StandardChannels.BitSpeed ? unit with { Factor = 60 * unit.Factor } : unit, curve);
            var channel = target is not { } shown ? null : shown.Name.Length > 0 ? shown.Name : StandardChannels.All[shown.ChannelId].Name;
            notes[i] = new RecordedCurve(log.Name, mnemonics[i], curve.Unit, channel, note);
        }
        return new WitsmlCurvePlan(entries, [.. notes.OfType<RecordedCurve>()]);
    }

    /// <summary>Values of a row in canonical column order.</summary>
    public List<(RecordedTarget Target, float Value)> ValuesOf(string text)
    {
        var values = new List<(RecordedTarget, float)>();
        var fields = new RowSplitter(text, ',');
        for (var i = 0; i < _entries.Length && fields.TryNext(out var field); i++)
        {
            if (_entries[i] is not { } entry || !entry.Curve.TryParse(field, out var value)) continue;
            var converted = (float)entry.Unit.Convert(value);
            if (float.IsFinite(converted)) values.Add((entry.Target, converted));
        }
        return values;
    }

    private static Dictionary<int, string> BestCurves(WitsmlLog log, string[] mnemonics)
    {
        var best = new Dictionary<int, (string Mnemonic, int Rank)>();
        foreach (var mnemonic in mnemonics)
        {
            if (!ChannelMatch.TryMatch(mnemonic, out var channel, out var rank) || !Numeric(log, mnemonic)
                || !HasMatchingUnit(log.Curves(mnemonic).First().Unit, channel)) continue;
            if (ChannelMatch.Normalise(mnemonic) == ChannelMatch.AmbiguousDepth && !LooksLikeHoleDepth(log, mnemonic)) continue;
            if (!best.TryGetValue(channel, out var other) || rank < other.Rank) best[channel] = (mnemonic, rank);
        }
        return best.ToDictionary(b => b.Key, b => b.Value.Mnemonic);
    }

    private static (RecordedTarget? Target, string Note) TargetOf(
        WitsmlLog log, string mnemonic, WitsmlCurve curve, UnitConversion.Unit unit, Dictionary<int, string> best)
    {
        if (!Numeric(log, mnemonic)) return (null, "left out: contains no numbers");
        var conversion = unit.Quantity == UnitConversion.Quantity.None ? $"unit '{curve.Unit}' unknown, values "
            + "unchanged" : $"× {unit.Factor:G6}{(unit.Offset == 0 ? "" : $" {unit.Offset:+0.##;-0.##}")}";
        if (ChannelMatch.TryMatch(mnemonic, out var channel, out _) && best.GetValueOrDefault(channel) == mnemonic)
            return (new RecordedTarget(channel, ""), conversion);
        if (log.Curves(mnemonic).All(c => c.NonZero == 0)) return (null, "left out: all zero");
        return (new RecordedTarget(TelemetryCodecV1.NamedChannel, ChannelMatch.NameOf(mnemonic)), conversion);
    }

    private static bool Numeric(WitsmlLog log, string mnemonic) =>
        log.Curves(mnemonic).Any(c => c.Numbers > 0) && log.Curves(mnemonic)
            .All(c => !c.Type.Contains("string", StringComparison.OrdinalIgnoreCase)
            && !c.Type.Contains("date", StringComparison.OrdinalIgnoreCase));

    private static bool HasMatchingUnit(string unitSymbol, int channel)
    {
        if (!UnitConversion.TryFind(unitSymbol, out var unit)) return false;
        var wanted = UnitConversion.OfChannelUnit(StandardChannels.All[channel].Unit);
        return unit.Quantity == wanted
            || (wanted == UnitConversion.Quantity.Rotation && unit.Quantity == UnitConversion.Quantity.Frequency);
    }

    private static bool LooksLikeHoleDepth(WitsmlLog log, string mnemonic) =>
        log.Curves(mnemonic).Any(c => c.NonZero > 0) && log.Curves(mnemonic).All(c => c.MaxDecrease <= MaxHoleDepthDecreaseM);

    private sealed record Entry(RecordedTarget Target, UnitConversion.Unit Unit, WitsmlCurve Curve);
}
