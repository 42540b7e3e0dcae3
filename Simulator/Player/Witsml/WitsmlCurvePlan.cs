using Maintenance.Core.Channels;
using Maintenance.Core.Telemetry;

namespace Maintenance.Simulator.Player.Witsml;

/// <summary>
/// Maps the columns of one log to channels. A standard channel takes, in each chunk, the best-named curve that has values and a unit of the
/// right quantity; every other non-empty curve becomes a named channel, converted to the SI-based unit of its quantity.
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

    /// <summary>True if a column has numbers; otherwise the log holds settings, not readings.</summary>
    public static bool HasValues(WitsmlLog log) => log.Columns.Any(c => !IsIndex(log, c) && Numeric(log, c)
        && (ChannelMatch.TryMatch(c.Mnemonic, out _, out _) || log.Curves(c).Any(v => v.NonZero > 0)));

    /// <summary>Decides for all columns of a log.</summary>
    /// <param name="log">Log.</param>
    /// <param name="units">Units given by a person.</param>
    /// <param name="names">Names of the recording's channels.</param>
    /// <param name="open">Receives curves of standard channels whose unit is not understood.</param>
    public static WitsmlCurvePlan Create(WitsmlLog log, RecordedUnits units, ChannelNames names,
        ICollection<(string Curve, string Symbol, Channel Channel, string Where)> open)
    {
        var columns = log.Columns.ToArray();
        var decisions = columns.Select(c => ChannelDecision.Of(c.Mnemonic, c.Unit, units.Of(c.Mnemonic))).ToArray();
        var standard = Standard(log, columns, decisions);
        var entries = new Entry?[columns.Length];
        var curves = new List<RecordedCurve>();
        var targets = new HashSet<RecordedTarget>();
        for (var i = 0; i < columns.Length; i++)
        {
            var (target, note) = TargetOf(log, columns[i], decisions[i], standard.Contains(columns[i]), names);
            if (target is { } t && !targets.Contains(t) && targets.Count == TelemetryCodecV1.MaxChannels)
                (target, note) = (null, $"left out: a record holds at most {TelemetryCodecV1.MaxChannels} channels");
            if (target is { } taken)
            {
                targets.Add(taken);
                entries[i] = new Entry(taken, decisions[i].Unit, columns[i].NullValue);
                note += TextNote(log, columns[i]);
            }
            if (decisions[i].IsOpen && !standard.Contains(columns[i]) && target is not null && IsNeeded(log, columns[i], columns, decisions,
                standard)) open.Add((columns[i].Mnemonic, decisions[i].Symbol, decisions[i].Channel!, $"log {log.Name}"));
            var channel = target is not { } shown ? null : shown.Name.Length > 0 ? shown.Name : StandardChannels.All[shown.ChannelId].Name;
            curves.Add(new RecordedCurve(log.Name, columns[i].Mnemonic, columns[i].Unit, channel, note));
        }
        return new WitsmlCurvePlan(entries, curves);
    }

    /// <summary>Values of a row in canonical column order.</summary>
    public List<(RecordedTarget Target, float Value)> ValuesOf(string text)
    {
        var values = new List<(RecordedTarget, float)>();
        var fields = new RowSplitter(text, ',');
        for (var i = 0; i < _entries.Length && fields.TryNext(out var field); i++)
        {
            if (_entries[i] is not { } entry || !WitsmlCurve.TryParse(field, entry.NullValue, out var value)) continue;
            var converted = (float)entry.Unit.Convert(value);
            if (float.IsFinite(converted)) values.Add((entry.Target, converted));
        }
        return values;
    }

    // In the order of rank, a column takes its channel unless a chunk has a better one beside it.
    private static HashSet<WitsmlColumn> Standard(WitsmlLog log, WitsmlColumn[] columns, ChannelDecision[] decisions)
    {
        var taken = new HashSet<WitsmlColumn>();
        foreach (var i in Enumerable.Range(0, columns.Length).Where(i => decisions[i].Fits).OrderBy(i => decisions[i].Rank))
        {
            if (!Numeric(log, columns[i]) || (IsAmbiguousDepth(columns[i]) && !LooksLikeHoleDepth(log, columns[i]))) continue;
            if (!log.Chunks.Any(c => Has(c, columns[i]) && c.Columns.Any(o => taken.Contains(o.Column)
                && decisions[Array.IndexOf(columns, o.Column)].Channel == decisions[i].Channel))) taken.Add(columns[i]);
        }
        return taken;
    }

    // An open unit matters where no other column of the same header fills the channel.
    private static bool IsNeeded(WitsmlLog log, WitsmlColumn column, WitsmlColumn[] columns, ChannelDecision[] decisions,
        HashSet<WitsmlColumn> standard)
    {
        var channel = decisions[Array.IndexOf(columns, column)].Channel;
        if (IsAmbiguousDepth(column) && !LooksLikeHoleDepth(log, column)) return false;
        return log.Chunks.Any(c => Has(c, column) && !c.Columns.Any(o => standard.Contains(o.Column)
            && decisions[Array.IndexOf(columns, o.Column)].Channel == channel));
    }

    private static (RecordedTarget? Target, string Note) TargetOf(WitsmlLog log, WitsmlColumn column, ChannelDecision decision,
        bool isStandard, ChannelNames names)
    {
        if (IsIndex(log, column)) return (null, "event time");
        if (column.Mnemonic.Length == 0) return (null, "left out: no logCurveInfo describes this column");
        if (!Numeric(log, column)) return (null, "left out: contains no numbers");
        if (isStandard) return (new RecordedTarget(decision.Channel!.Id, ""), decision.Conversion);
        if (log.Curves(column).All(c => c.NonZero == 0)) return (null, "left out: all zero");
        var name = names.Of(column.Mnemonic, column.Occurrence, decision.Unit, decision.Symbol);
        return (new RecordedTarget(TelemetryCodecV1.NamedChannel, name), decision.Conversion
            + (decision.Fits ? $"; {decision.Channel!.Name} is taken by another curve" : ""));
    }

    private static string TextNote(WitsmlLog log, WitsmlColumn column)
    {
        var texts = log.Curves(column).Sum(c => c.Texts);
        return texts == 0 ? "" : $"; {texts:N0} texts taken as missing, the first '{log.Curves(column).First(c => c.Texts > 0).FirstText}'";
    }

    private static bool IsIndex(WitsmlLog log, WitsmlColumn column) => log.Chunks.Any(c => c.Columns[c.IndexColumn].Column == column);

    private static bool Has(WitsmlChunk chunk, WitsmlColumn column) => chunk.Columns.Any(c => c.Column == column);

    private static bool Numeric(WitsmlLog log, WitsmlColumn column) =>
        column.Mnemonic.Length > 0 && log.Curves(column).Any(c => c.Numbers > 0) && log.Curves(column)
            .All(c => !c.Type.Contains("string", StringComparison.OrdinalIgnoreCase)
            && !c.Type.Contains("date", StringComparison.OrdinalIgnoreCase));

    private static bool IsAmbiguousDepth(WitsmlColumn column) => ChannelMatch.Normalise(column.Mnemonic) == ChannelMatch.AmbiguousDepth;

    private static bool LooksLikeHoleDepth(WitsmlLog log, WitsmlColumn column) =>
        log.Curves(column).Any(c => c.NonZero > 0) && log.Curves(column).All(c => c.MaxDecrease <= MaxHoleDepthDecreaseM);

    private sealed record Entry(RecordedTarget Target, UnitConversion.Unit Unit, double? NullValue);
}
