namespace Maintenance.Scoring.Trends;

/// <summary>
/// A thermometer of motor or gearbox that drifts away at work. A part that grows hotter than its surroundings cools faster in proportion
/// whenever the string stands (Newton's law of cooling), and so falls further in each connection; a sensor that drifts shows the old swing
/// at a higher level. How far a part falls is taken relative to its sisters in the same connection, so that its length does not matter. A
/// motor that really overheats swings wider and is never taken for a sensor.
/// </summary>
internal static class TemperatureSwings
{
    private const int LeastConnections = 3, Before = 3, After = 4;

    // °C: rise from the first connection to the last, while the sisters stay within the other.
    private const float Rise = 8, SistersStay = 3;

    // °C: a swing of the sisters that can be measured, and the growth of its own swing that would have to be seen.
    private const float LeastSwing = 2, LeastGrowth = 0.5f;

    // The excess over the surroundings is at most the reading and this, °C: it is no colder than that below zero.
    private const float Coldest = 10;

    // Of the growth that the rise calls for; degraded cooling shows all of it and more.
    private const float Shown = 0.5f;

    /// <summary>True when a temperature rises and its swing does not.</summary>
    public static bool Drifts(ReadOnlySpan<Minute> minutes, MinuteColumn column, MinuteColumn sister, MinuteColumn other)
    {
        var (first, last, count) = (default(Connection), default(Connection), 0);
        for (var i = Before + 1; i + After < minutes.Length; i++)
        {
            if (!(minutes[i][MinuteColumn.Turning] < 0.5f && minutes[i - 1][MinuteColumn.Turning] >= 0.5f)) continue;
            if (minutes[i + After].Number - minutes[i - Before].Number != Before + After) continue;
            var around = minutes[(i - Before)..(i + After + 1)];
            var connection = new Connection(Fall.Of(around, column), Fall.Of(around, sister), Fall.Of(around, other));
            if (!(connection.Sisters >= LeastSwing && connection.Own.By > 0)) continue;
            if (count++ == 0) first = connection;
            last = connection;
        }
        var rise = last.Own.From - first.Own.From;
        if (count < LeastConnections || !(rise >= Rise)) return false;
        if (!(Moved(first.Sister, last.Sister) <= SistersStay && Moved(first.Other, last.Other) <= SistersStay)) return false;
        var growth = rise / (first.Own.From + Coldest);
        return growth * first.Own.By >= LeastGrowth && last.Ratio < first.Ratio * (1 + (Shown * growth));
    }

    private static float Moved(Fall first, Fall last) => MathF.Abs(last.From - first.From);

    /// <summary>From the warmest minute before a connection to the coldest in it, °C.</summary>
    private readonly record struct Fall(float From, float By)
    {
        public static Fall Of(ReadOnlySpan<Minute> around, MinuteColumn column)
        {
            var (from, to) = (float.NegativeInfinity, float.PositiveInfinity);
            foreach (var minute in around[..(Before + 1)]) from = MathF.Max(from, minute[column]);
            foreach (var minute in around[Before..]) to = MathF.Min(to, minute[column]);
            return new Fall(from, from - to);
        }
    }

    private readonly record struct Connection(Fall Own, Fall Sister, Fall Other)
    {
        public float Sisters => Sister.By + Other.By;

        public float Ratio => Own.By / Sisters;
    }
}
