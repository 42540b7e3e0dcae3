using Maintenance.Core.Time;

namespace Maintenance.Core.Alarms.Performance;

/// <summary>
/// Counts what a dry run finds, asset by asset: a counter per minute and level, whatever is found, and the number of alarms of each asset.
/// Not thread-safe.
/// </summary>
public sealed class AlarmDryRunTally(long fromUnixMicros, long untilUnixMicros)
{
    private readonly AlarmWindow _window = new(fromUnixMicros, untilUnixMicros, operators: 1);
    private readonly MinuteLoad _load = new(new AlarmWindow(fromUnixMicros, untilUnixMicros, operators: 1));
    private readonly List<Level> _levels = [];
    private readonly List<AlarmDryRunAsset> _assets = [];
    private string _asset = "";
    private int _alarms;
    private bool _isJudged;
    private int _judged;

    /// <summary>Blocks judged.</summary>
    public long Blocks { get; private set; }

    /// <summary>Goes on with another asset.</summary>
    public void Begin(string asset, AlarmRule rule)
    {
        End();
        (_asset, _alarms, _isJudged) = (asset, 0, false);
        foreach (var level in rule.Levels)
            if (_levels.TrueForAll(l => l.Name != level.Name)) _levels.Add(new Level(level.Name, _window));
        foreach (var level in _levels) level.Begin();
    }

    /// <summary>A block of the asset was judged.</summary>
    public void AddBlock() => (Blocks, _isJudged) = (Blocks + 1, true);

    /// <summary>Something of the asset could be judged, be it only its silence.</summary>
    public void NoteJudged() => _isJudged = true;

    /// <summary>
    /// Adds what is found of an alarm, in the order in which the alarms of a level began; the same alarm again corrects it.
    /// </summary>
    /// <param name="level">Name of the level.</param>
    /// <param name="onset">When its condition began, Unix µs: with the level it names the alarm.</param>
    /// <param name="raised">When it was due, Unix µs.</param>
    /// <param name="returned">End, Unix µs; <see cref="UnixMicros.None"/> while it stands.</param>
    public void Add(string level, long onset, long raised, long returned)
    {
        var own = _levels.Find(l => l.Name == level)!;
        if (own.Begins(onset, raised))
        {
            _alarms++;
            var at = Math.Clamp(raised, _window.FromUnixMicros, _window.UntilUnixMicros - 1);
            _load.Add(at);
            own.Load.Add(at);
        }
        if (returned != UnixMicros.None) own.Return(returned - onset);
    }

    /// <summary>The figures of what was added; nothing is added after it.</summary>
    public AlarmDryRun Result()
    {
        End();
        var floods = _load.Floods();
        return new AlarmDryRun(
            _window.FromUnixMicros, _window.UntilUnixMicros, Blocks, [.. _levels.Select(l => l.Figures(floods))],
            [.. _assets.OrderByDescending(a => a.Alarms).ThenBy(a => a.Asset, StringComparer.Ordinal).Take(AlarmDryRun.MaxAssets)],
            _judged, _assets.Count);
    }

    private void End()
    {
        if (_isJudged) _judged++;
        if (_alarms > 0) _assets.Add(new AlarmDryRunAsset(_asset, _alarms));
        foreach (var level in _levels) level.End();
        (_isJudged, _alarms) = (false, 0);
    }

    private sealed class Level(string name, AlarmWindow window)
    {
        private readonly DurationTally _durations = new();
        private readonly Queue<long> _raised = new(AlarmLoadLimits.Chatter);
        private long? _onset;
        private bool _stands;
        private bool _chatters;
        private int _alarms;
        private int _standing;
        private int _chattering;

        public string Name => name;

        public MinuteLoad Load { get; } = new(window);

        public void Begin()
        {
            (_onset, _stands, _chatters) = (null, false, false);
            _raised.Clear();
        }

        public bool Begins(long onset, long raised)
        {
            if (onset == _onset) return false;
            (_onset, _stands) = (onset, true);
            _alarms++;
            _raised.Enqueue(raised);
            if (_raised.Count < AlarmLoadLimits.Chatter) return true;
            _chatters |= raised - _raised.Dequeue() < UnixMicros.Length(AlarmLoadLimits.ChatterWithin);
            return true;
        }

        public void Return(long micros)
        {
            if (_stands) _durations.Add(micros);
            _stands = false;
        }

        public void End()
        {
            if (_stands) _standing++;
            if (_chatters) _chattering++;
            (_stands, _chatters) = (false, false);
        }

        public AlarmDryRunLevel Figures(IReadOnlyList<AlarmFlood> floods) => new(
            name, _alarms, floods.Sum(Load.Within), _durations.Figures().MedianSeconds ?? double.NaN, _standing, _chattering);
    }
}
