namespace Maintenance.Simulator.Player;

/// <summary>
/// Paces a replay so that event time passes at a multiple of real time. Event times are never changed. When event time jumps back (the
/// next asset begins), pacing restarts there.
/// </summary>
/// <param name="speed">Multiple of real time; infinity = as fast as possible.</param>
/// <param name="clock">Clock.</param>
public sealed class RecordPacer(double speed, TimeProvider clock)
{
    private long _startTimestamp;
    private long _startEventMicros;
    private long _lastEventMicros = long.MinValue;

    /// <summary>Parses <c>--speed</c>: a positive number or "max".</summary>
    public static bool TryParse(string text, out double speed)
    {
        speed = double.PositiveInfinity;
        if (text.Equals("max", StringComparison.OrdinalIgnoreCase)) return true;
        return double.TryParse(text.TrimEnd('x', 'X'), System.Globalization.NumberStyles.Float,
            System.Globalization.CultureInfo.InvariantCulture, out speed) && speed > 0 && double.IsFinite(speed);
    }

    /// <summary>Completes when a record with this event time is due.</summary>
    public ValueTask WaitAsync(long eventTimeUnixMicros, CancellationToken cancellationToken)
    {
        if (double.IsPositiveInfinity(speed)) return ValueTask.CompletedTask;
        if (_lastEventMicros == long.MinValue || eventTimeUnixMicros < _lastEventMicros)
        {
            _startTimestamp = clock.GetTimestamp();
            _startEventMicros = eventTimeUnixMicros;
        }
        _lastEventMicros = eventTimeUnixMicros;
        var due = TimeSpan.FromMicroseconds((eventTimeUnixMicros - _startEventMicros) / speed);
        var wait = due - clock.GetElapsedTime(_startTimestamp);
        return wait <= TimeSpan.Zero ? ValueTask.CompletedTask : new ValueTask(Task.Delay(wait, clock, cancellationToken));
    }
}
