using Maintenance.Core.Channels;
using Maintenance.Scoring.SensorHealth;

namespace Maintenance.Scoring.Trends;

/// <summary>
/// Temperatures of the machine over two hours. They repeat for long at a coarse resolution, rise with load and with a fault: only what no
/// machine does is a sensor's. A bearing that warms while the others stay is a machine's fault, and never judged here.
/// </summary>
internal static class TemperatureTrends
{
    private const int Hour = 60;

    // How far another temperature must move, °C, before one that keeps its value to the last digit is frozen.
    private const float OthersMoved = 8;

    // Warmer by this, °C, in an hour in which the string stands still: a machine at rest cools, after a few minutes of heat soak.
    private const float WarmedAtRest = 5;
    private const int HeatSoakMinutes = 20, SoakMinutes = 10;

    // Colder by this, °C, within the two hours although the others stay within the other and the machine runs as before.
    private const float CooledAtWork = 15;
    private const float OthersStayed = 3;

    // °F: what a step from one minute to the next must match, °C.
    private const float StepTolerance = 3;
    private const float MinStep = 15;

    // A sensor that comes alive steps up from 0 °C, or from below.
    private const float MinBefore = 5;

    private static readonly (int Channel, MinuteColumn Column)[] Temperatures =
    [
        (StandardChannels.BearingTemperature, MinuteColumn.BearingTemperature),
        (StandardChannels.MotorTemperature, MinuteColumn.MotorTemperature),
        (StandardChannels.GearboxTemperature, MinuteColumn.GearboxTemperature),
    ];

    public static void Find(ReadOnlySpan<Minute> minutes, ref SensorFaultSet faults)
    {
        if (minutes.Length < Hour) minutes = minutes.Length < 2 ? [] : minutes;
        foreach (var (channel, column) in Temperatures)
        {
            if (Fahrenheit(minutes, column)) faults.Add(SensorFaultKind.WrongUnit, channel);
            if (minutes.Length < Hour || minutes[^1].Number - minutes[^Hour].Number > Hour + 5) continue;
            if (IsFrozen(minutes[^Hour..], column)) faults.Add(SensorFaultKind.Frozen, channel);
            else if (DriftsUp(minutes[^Hour..], column) || DriftsDown(minutes, column)) faults.Add(SensorFaultKind.Drifting, channel);
        }
        AtWork(minutes, StandardChannels.MotorTemperature, MinuteColumn.MotorTemperature, MinuteColumn.GearboxTemperature, ref faults);
        AtWork(minutes, StandardChannels.GearboxTemperature, MinuteColumn.GearboxTemperature, MinuteColumn.MotorTemperature, ref faults);
    }

    /// <summary>
    /// True when the string has stood still for the last <see cref="SoakMinutes"/> minutes: nothing heats motor, gearbox and bearing, and
    /// the heat of the hottest part has reached the others.
    /// </summary>
    public static bool AreAtRest(ReadOnlySpan<Minute> minutes)
    {
        if (minutes.Length < SoakMinutes || minutes[^1].Number - minutes[^SoakMinutes].Number != SoakMinutes - 1) return false;
        foreach (var minute in minutes[^SoakMinutes..])
            if (minute[MinuteColumn.Turning] is not 0) return false;
        return true;
    }

    private static void AtWork(
        ReadOnlySpan<Minute> minutes, int channel, MinuteColumn column, MinuteColumn sister, ref SensorFaultSet faults)
    {
        // Swings show it at work, responses round a trip.
        if (TemperatureSwings.Drifts(minutes, column, sister, MinuteColumn.BearingTemperature)
            || TemperatureResponse.Drifts(minutes, column, sister, MinuteColumn.BearingTemperature))
            faults.Add(SensorFaultKind.Drifting, channel);
    }

    // A step that turns the values into °F, and stays.
    private static bool Fahrenheit(ReadOnlySpan<Minute> minutes, MinuteColumn column)
    {
        for (var i = 1; i < minutes.Length; i++)
        {
            var (before, after) = (minutes[i - 1][column], minutes[i][column]);
            if (!(before > MinBefore && after - before >= MinStep) || minutes[i].Number - minutes[i - 1].Number > 2) continue;
            // The minute of the change holds values of both kinds: the one after it counts.
            var settled = i + 1 < minutes.Length ? minutes[i + 1][column] : after;
            if (MathF.Abs(settled - ((1.8f * before) + 32)) <= StepTolerance && Lowest(minutes[(i + 1)..], column) >= before + MinStep)
                return true;
        }
        return false;
    }

    private static bool IsFrozen(ReadOnlySpan<Minute> hour, MinuteColumn column)
    {
        var value = hour[0][column];
        var turned = false;
        foreach (var minute in hour)
        {
            if (minute[column] != value) return false;
            turned |= minute[MinuteColumn.Turning] > 0;
        }
        if (!turned) return false;
        foreach (var (_, other) in Temperatures)
            if (other != column && Greatest(hour, other) - Lowest(hour, other) >= OthersMoved) return true;
        return false;
    }

    private static bool DriftsUp(ReadOnlySpan<Minute> hour, MinuteColumn column)
    {
        foreach (var minute in hour)
            if (minute[MinuteColumn.Turning] is not 0) return false;
        return RisesSteadily(hour[HeatSoakMinutes..], column, sign: 1, WarmedAtRest * (Hour - HeatSoakMinutes) / Hour);
    }

    private static bool DriftsDown(ReadOnlySpan<Minute> minutes, MinuteColumn column)
    {
        foreach (var minute in minutes)
            if (!(minute[MinuteColumn.Turning] >= 0.5f)) return false;
        var others = 0;
        foreach (var (_, other) in Temperatures)
        {
            if (other == column || float.IsNaN(minutes[0][other])) continue;
            if (!(Greatest(minutes, other) - Lowest(minutes, other) <= OthersStayed)) return false;
            others++;
        }
        return others > 0 && RisesSteadily(minutes, column, sign: -1, CooledAtWork);
    }

    // By quarters of the time, so that a ripple does not hide the trend; each quarter must take its part.
    private static bool RisesSteadily(ReadOnlySpan<Minute> minutes, MinuteColumn column, float sign, float by)
    {
        var quarter = minutes.Length / 4;
        var before = float.NaN;
        for (var i = 0; i < 4; i++)
        {
            var mean = 0d;
            foreach (var minute in minutes.Slice(i * quarter, quarter)) mean += minute[column];
            var value = sign * (float)(mean / quarter);
            // The means of the first and the last quarter are three quarters of the time apart.
            if (float.IsNaN(value) || value - before < by / 5) return false;
            before = value;
        }
        return sign * (minutes[^1][column] - minutes[0][column]) >= by;
    }

    private static float Lowest(ReadOnlySpan<Minute> minutes, MinuteColumn column)
    {
        var lowest = float.PositiveInfinity;
        foreach (var minute in minutes)
            if (minute[column] < lowest) lowest = minute[column];
        return lowest;
    }

    private static float Greatest(ReadOnlySpan<Minute> minutes, MinuteColumn column)
    {
        var greatest = float.NegativeInfinity;
        foreach (var minute in minutes)
            if (minute[column] > greatest) greatest = minute[column];
        return greatest;
    }
}
