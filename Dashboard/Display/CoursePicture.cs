using System.Globalization;
using System.Text;
using Maintenance.Api.Wording;
using Maintenance.Core.Conditions;

namespace Maintenance.Dashboard.Display;

/// <summary>
/// The course of a hole in one plane, to scale in both directions: plan (north upwards) or vertical section (depth downwards).
/// </summary>
internal sealed class CoursePicture
{
    public const int Width = 320;
    public const int Height = 260;
    private const int Margin = 34;

    // What is shorter does not fill the picture.
    private const double LeastSpanM = 0.5;

    private readonly (double X, double Y)[] _points;

    private CoursePicture(IReadOnlyList<(double Right, double Up)> places, DisplayUnit unit)
    {
        var (left, right) = (places.Min(p => p.Right), places.Max(p => p.Right));
        var (bottom, top) = (places.Min(p => p.Up), places.Max(p => p.Up));
        var span = Math.Max(LeastSpanM, Math.Max((right - left) * (Height - 2 * Margin) / (Width - 2 * Margin), top - bottom));
        var perMetre = (Height - 2 * Margin) / span;
        _points = [.. places.Select(p => (
            (Width / 2.0) + ((p.Right - ((left + right) / 2)) * perMetre), (Height / 2.0) - ((p.Up - ((bottom + top) / 2)) * perMetre)))];
        var longest = unit.Convert(Width / 3.0 / perMetre);
        var power = Math.Pow(10, Math.Floor(Math.Log10(longest)));
        var length = power * (longest / power >= 5 ? 5 : longest / power >= 2 ? 2 : 1);
        BarLength = length / unit.Convert(1) * perMetre;
        Bar = $"{length.ToString("#,0.##", CultureInfo.InvariantCulture)} {unit.Symbol}";
    }

    /// <summary>Path of the hole.</summary>
    public string Path
    {
        get
        {
            var path = new StringBuilder();
            foreach (var (x, y) in _points)
                path.Append(CultureInfo.InvariantCulture, $"{(path.Length == 0 ? 'M' : 'L')}{x:F1} {y:F1}");
            return path.ToString();
        }
    }

    /// <summary>First and last point.</summary>
    public (double X, double Y) First => _points[0];

    /// <summary>The bit, or the deepest station.</summary>
    public (double X, double Y) Last => _points[^1];

    /// <summary>What the bar of the scale says.</summary>
    public string Bar { get; }

    /// <summary>Length of the bar in the picture.</summary>
    public double BarLength { get; }

    /// <summary>From above, north upwards.</summary>
    public static CoursePicture Plan(IReadOnlyList<TrajectoryPoint> points, DisplayUnit unit) =>
        new([.. points.Select(p => (p.EastM, p.NorthM))], unit);

    /// <summary>From the side, in the plane of the vertical section.</summary>
    public static CoursePicture Section(IReadOnlyList<TrajectoryPoint> points, DisplayUnit unit) =>
        new([.. points.Select(p => (p.VerticalSectionM, -p.VerticalDepthM))], unit);
}
