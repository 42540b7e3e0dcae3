using Maintenance.Scoring.Pmml.Xml;

namespace Maintenance.Scoring.Pmml.Document;

/// <summary>Interval of valid values; an absent margin is unbounded.</summary>
internal sealed record DataInterval(double Left, double Right, bool LeftClosed, bool RightClosed)
{
    public static DataInterval Read(PmmlElement element)
    {
        var (left, right) = element.Required("closure") switch
        {
            "closedClosed" => (true, true),
            "closedOpen" => (true, false),
            "openClosed" => (false, true),
            "openOpen" => (false, false),
            var other => throw element.Refuse($"closure=\"{other}\" is unknown."),
        };
        return new DataInterval(
            element.Number("leftMargin", double.NegativeInfinity), element.Number("rightMargin", double.PositiveInfinity), left, right);
    }

    public bool Contains(double value) =>
        (LeftClosed ? value >= Left : value > Left) && (RightClosed ? value <= Right : value < Right);
}
