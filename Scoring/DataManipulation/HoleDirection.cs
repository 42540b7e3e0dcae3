using Maintenance.Core.Conditions;

namespace Maintenance.Scoring.DataManipulation;

/// <summary>Direction of a hole, a unit vector that points along it, away from the rig.</summary>
internal readonly record struct HoleDirection(double North, double East, double Down)
{
    /// <summary>Straight down.</summary>
    public static HoleDirection Vertical { get; } = new(0, 0, 1);

    /// <summary>Direction at a survey station.</summary>
    public static HoleDirection Of(SurveyStation station)
    {
        var (sinI, cosI) = Math.SinCos(station.InclinationDeg * Math.PI / 180);
        var (sinA, cosA) = Math.SinCos(station.AzimuthDeg * Math.PI / 180);
        return new HoleDirection(sinI * cosA, sinI * sinA, cosI);
    }

    /// <summary>Angle between two directions, radians, 0–π; exact for small ones, where an arc cosine would lose half the digits.</summary>
    public double AngleTo(HoleDirection other)
    {
        var (n, e, d) = (North - other.North, East - other.East, Down - other.Down);
        var (sn, se, sd) = (North + other.North, East + other.East, Down + other.Down);
        return 2 * Math.Atan2(Math.Sqrt((n * n) + (e * e) + (d * d)), Math.Sqrt((sn * sn) + (se * se) + (sd * sd)));
    }

    /// <summary>Direction on the arc from here to another direction.</summary>
    /// <param name="other">End of the arc.</param>
    /// <param name="angle">Its angle, radians, below π.</param>
    /// <param name="fraction">Part of the way, 0–1.</param>
    public HoleDirection Towards(HoleDirection other, double angle, double fraction)
    {
        var (here, there) = angle < 1e-9
            ? (1 - fraction, fraction)
            : (Math.Sin((1 - fraction) * angle) / Math.Sin(angle), Math.Sin(fraction * angle) / Math.Sin(angle));
        return new HoleDirection((here * North) + (there * other.North), (here * East) + (there * other.East),
            (here * Down) + (there * other.Down));
    }
}
