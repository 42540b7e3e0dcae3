using Maintenance.Core.Channels;
using Maintenance.Core.Telemetry;
using Maintenance.Scoring.Tests.Pipeline;

namespace Maintenance.Scoring.Tests.Alarms;

/// <summary>
/// Up to an hour of a drill, a function of the seed: seconds of readings, or a reading each, some seconds apart, with gaps. What
/// alarms are judged by is a function of the second. The records of its arrival are those of the history in order, or the same readings in
/// records of other borders: parts of the blocks, or loose readings in records that begin and end anywhere.
/// </summary>
internal sealed class History
{
    private readonly int _seed;
    private readonly List<int> _seconds = [];
    private readonly Dictionary<int, (float Temperature, float Torque)> _values = [];
    private readonly Form _form;

    public History(int seed)
    {
        _seed = seed;
        var random = new Random(seed);
        _form = (Form)random.Next(4);
        var (temperature, torque) = (18f + (random.NextSingle() * 4), random.NextSingle() * 15);
        var isSlow = random.Next(3) == 0;
        for (int second = random.Next(60), n = (isSlow ? 30 : 8) + random.Next(22); n > 0; n--)
        {
            _seconds.Add(second);
            _values[second] = (random.Next(12) == 0 ? float.NaN : temperature, random.Next(12) == 0 ? float.NaN : torque);
            temperature += ((random.NextSingle() - 0.5f) * 3) + ((20 - temperature) * 0.05f);
            if (random.Next(4) == 0) torque = random.NextSingle() * 15;
            second += random.Next(isSlow ? 16 : 8) == 0 ? 60 + random.Next(200) : 1 + random.Next(isSlow ? 70 : 15);
        }
    }

    private enum Form
    {
        /// <summary>A reading a second, in records of several.</summary>
        Sparse,

        /// <summary>Blocks of a second.</summary>
        Blocks,

        /// <summary>Blocks that arrive in parts: what is steady within a block is judged the same.</summary>
        Parts,

        /// <summary>Blocks whose readings arrive loose: Scoring cuts them on the grid of seconds, wherever records begin and end.</summary>
        Loose,
    }

    public IEnumerable<TelemetryRecord> InOrder(string asset) => _form == Form.Sparse
        ? _seconds.Select(s => Valued(Records.Loose(asset, [s * Records.Second], Received)))
        : _seconds.Select(s => Valued(Records.Block(asset, s, received: Received)));

    // In order, wild, or as an edge makes it that sends part of it late; a fifth of it twice.
    public List<(TelemetryRecord Record, double Key)> Arrivals(string asset)
    {
        var random = new Random(~_seed);
        var style = random.Next(3);
        var records = (_form switch
        {
            Form.Sparse => Loose(_seconds.Select(s => s * Records.Second).Chunk(1 + random.Next(6))),
            Form.Parts => Parts(random.Next(3) switch { 0 => 5, 1 => 2, _ => 1 }),
            Form.Loose => Loose(_seconds.SelectMany(Records.TimesOf).Chunk(1 + random.Next(3 * Records.PerSecond))),
            _ => InOrder(asset),
        }).ToList();
        var once = records.Count;
        // A block that came in parts may come again as a whole.
        TelemetryRecord[] again = _form == Form.Parts ? [.. records, .. InOrder(asset)] : [.. records];
        for (var i = once / 5; i > 0; i--) records.Add(again[random.Next(again.Length)]);
        return [.. records.Select((r, i) => (r, style == 0 || (style == 1 && random.Next(3) == 0)
            ? random.NextDouble() : (double)(i % once) / once))];

        IEnumerable<TelemetryRecord> Loose(IEnumerable<long[]> times) => times.Select(some => Valued(Records.Loose(asset, some, Received)));

        IEnumerable<TelemetryRecord> Parts(int readings) => _seconds.SelectMany(s => random.Next(2) == 0
            ? [Valued(Records.Block(asset, s, received: Received))]
            : Enumerable.Range(0, Records.PerSecond / readings).Select(part =>
                Valued(Records.Block(asset, s, received: Received, first: part * readings, count: readings))));
    }

    /// <summary>
    /// Alarms that must be those of the history in order. What closed minutes say weighs blocks: it is another where they come in parts.
    /// </summary>
    public IReadOnlyList<string> Comparable(IEnumerable<string> alarms) =>
        [.. alarms.Where(a => _form != Form.Parts || !a.Contains("= minutes_", StringComparison.Ordinal))];

    public override string ToString() => _form.ToString();

    private static long Received => Records.Start + (100_000 * Records.Second);

    private TelemetryRecord Valued(TelemetryRecord record)
    {
        record.Columns.RemoveAll(c => c.ChannelId is StandardChannels.BearingTemperature or StandardChannels.Torque);
        record.Columns.Add(new TelemetryColumn(StandardChannels.BearingTemperature, "", ValuesOf(record, v => v.Temperature)));
        record.Columns.Add(new TelemetryColumn(StandardChannels.Torque, "", ValuesOf(record, v => v.Torque)));
        return record;
    }

    private float[] ValuesOf(TelemetryRecord record, Func<(float Temperature, float Torque), float> of) =>
        [.. Enumerable.Range(0, record.ReadingCount).Select(i =>
            of(_values[(int)(((record.Times?[i] ?? (record.EventTimeUnixMicros + (i * (long)record.IntervalMicros))) - Records.Start)
                / Records.Second)]))];
}
