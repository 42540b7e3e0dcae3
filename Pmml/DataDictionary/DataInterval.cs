using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.DataDictionary;

/// <summary>Interval of valid values; an absent margin is unbounded.</summary>
internal sealed record DataInterval(double Left, double Right, bool LeftClosed, bool RightClosed)
{
    public static DataInterval Read(PmmlElement element)
    {
        var (left, right) = element.AllowOnly().Required("closure") switch
        {
            "closedClosed" => (true, true),
            "closedOpen" => (true, false),
            "openClosed" => (false, true),
            "openOpen" => (false, false),
            var other => throw element.Refuse($"closure=\"{other}\" is unknown."),
        };
        return new DataInterval(
            ReadMargin(element, "leftMargin", double.NegativeInfinity), ReadMargin(element, "rightMargin", double.PositiveInfinity), left,
            right);
    }

    // Some exporters write an infinite margin explicitly.
    private static double ReadMargin(PmmlElement element, string side, double unbounded) =>
        element.Optional(side)?.TrimStart('+', '-') is "INF" or "Infinity" && element.Required(side).StartsWith('-') == (unbounded < 0)
            ? unbounded : element.Number(side, unbounded);

    public bool Contains(double value) =>
        (LeftClosed ? value >= Left : value > Left) && (RightClosed ? value <= Right : value < Right);
}
