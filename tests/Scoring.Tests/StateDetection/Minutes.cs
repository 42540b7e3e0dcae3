using Maintenance.Scoring.Trends;

namespace Maintenance.Scoring.Tests.StateDetection;

/// <summary>Minutes of a rig that is tripping.</summary>
internal static class Minutes
{
    public static Minute Of(long number, double load, double bitTravel, double blockTravel)
    {
        var minute = new Minute { Number = number, Blocks = 60 };
        Array.Fill(minute.Values, float.NaN);
        (minute[MinuteColumn.HookLoad], minute[MinuteColumn.HookLoadMax]) = ((float)load, (float)load);
        (minute[MinuteColumn.BitDepthMin], minute[MinuteColumn.BitDepthMax]) = (1000, 1000 + (float)bitTravel);
        (minute[MinuteColumn.BlockPositionMin], minute[MinuteColumn.BlockPositionMax]) = (1, 1 + (float)blockTravel);
        (minute[MinuteColumn.Turning], minute[MinuteColumn.Drilling]) = (0, 0);
        return minute;
    }
}
