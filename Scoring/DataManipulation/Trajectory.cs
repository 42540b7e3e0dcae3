using Maintenance.Core.Conditions;

namespace Maintenance.Scoring.DataManipulation;

/// <summary>
/// The course of a hole from its survey, by minimum curvature: between two stations the hole is an arc of a circle (Taylor and Mason 1972;
/// Sawaryn and Thorogood, SPE 84246). Double precision.
/// </summary>
internal sealed class Trajectory
{
    private const double DegreesPerRadian = 180 / Math.PI;
    private readonly TrajectoryPoint[] _points;

    private Trajectory(TrajectoryPoint[] points) => _points = points;

    /// <summary>A point per station, in order.</summary>
    public IReadOnlyList<TrajectoryPoint> Points => _points;

    /// <summary>Mean curvature, degrees per 30 m: all changes of direction over the length of the hole. 0 for a straight hole.</summary>
    public double TortuosityDegPer30M => _points[^1].TurnedDeg * 30
        / (_points[^1].Station.MeasuredDepthM - _points[0].Station.MeasuredDepthM);

    /// <summary>Computes the course of a hole.</summary>
    /// <param name="stations">At least two, measured depth ascending.</param>
    /// <param name="sectionAzimuthDeg">Azimuth of the vertical section.</param>
    /// <param name="northM">North of the first station.</param>
    /// <param name="eastM">East of the first station.</param>
    /// <param name="verticalDepthM">TVD of the first station; null when the hole is vertical down to it.</param>
    /// <exception cref="InvalidDataException">Too few stations, a value that is not a number, depths that do not ascend, or a half turn
    /// between two stations.</exception>
    public static Trajectory Compute(ReadOnlySpan<SurveyStation> stations, double sectionAzimuthDeg = 0, double northM = 0,
        double eastM = 0, double? verticalDepthM = null)
    {
        if (stations.Length < 2) throw new InvalidDataException($"A trajectory needs at least 2 survey stations; here are "
            + $"{stations.Length}.");
        Check(stations);
        var (sectionSin, sectionCos) = Math.SinCos(sectionAzimuthDeg / DegreesPerRadian);
        var points = new TrajectoryPoint[stations.Length];
        points[0] = new TrajectoryPoint(stations[0], northM, eastM, verticalDepthM ?? stations[0].MeasuredDepthM,
            (northM * sectionCos) + (eastM * sectionSin), 0, 0, 0);
        for (var i = 1; i < stations.Length; i++)
        {
            var before = points[i - 1];
            var length = stations[i].MeasuredDepthM - before.Station.MeasuredDepthM;
            var (from, to) = (HoleDirection.Of(before.Station), HoleDirection.Of(stations[i]));
            var turn = from.AngleTo(to);
            if (turn > Math.PI - 1e-6) throw new InvalidDataException($"Between {before.Station.MeasuredDepthM} m and "
                + $"{stations[i].MeasuredDepthM} m the hole would turn back on itself: check inclination and azimuth there.");
            var half = length / 2 * RatioFactor(turn);
            var north = before.NorthM + (half * (from.North + to.North));
            var east = before.EastM + (half * (from.East + to.East));
            points[i] = new TrajectoryPoint(stations[i], north, east, before.VerticalDepthM + (half * (from.Down + to.Down)),
                (north * sectionCos) + (east * sectionSin), turn * DegreesPerRadian, turn * DegreesPerRadian * 30 / length,
                before.TurnedDeg + (turn * DegreesPerRadian));
        }
        return new Trajectory(points);
    }

    /// <summary>Ratio factor (2/β)·tan(β/2), 1 for a straight stretch.</summary>
    /// <param name="turn">β, radians.</param>
    public static double RatioFactor(double turn)
    {
        var half = turn / 2;
        // Below it the quotient loses digits; the series is exact to double precision there.
        return half < 1e-3 ? 1 + (half * half / 3) + (2 * half * half * half * half / 15) : Math.Tan(half) / half;
    }

    /// <summary>
    /// Direction and vertical depth of the hole at a measured depth; beyond the last station it goes on straight, above the first one it
    /// is vertical.
    /// </summary>
    public (HoleDirection Direction, double VerticalDepthM) At(double measuredDepthM)
    {
        if (measuredDepthM <= _points[0].Station.MeasuredDepthM)
        {
            var above = _points[0].Station.MeasuredDepthM - measuredDepthM;
            return (above > 0 ? HoleDirection.Vertical : HoleDirection.Of(_points[0].Station), _points[0].VerticalDepthM - above);
        }
        var last = HoleDirection.Of(_points[^1].Station);
        if (measuredDepthM >= _points[^1].Station.MeasuredDepthM)
            return (last, _points[^1].VerticalDepthM + ((measuredDepthM - _points[^1].Station.MeasuredDepthM) * last.Down));
        var i = IndexBelow(measuredDepthM);
        var (from, to) = (HoleDirection.Of(_points[i - 1].Station), HoleDirection.Of(_points[i].Station));
        var start = _points[i - 1].Station.MeasuredDepthM;
        var length = measuredDepthM - start;
        var turn = _points[i].DoglegDeg / DegreesPerRadian;
        var fraction = length / (_points[i].Station.MeasuredDepthM - start);
        var here = from.Towards(to, turn, fraction);
        return (here, _points[i - 1].VerticalDepthM + (length / 2 * RatioFactor(turn * fraction) * (from.Down + here.Down)));
    }

    private int IndexBelow(double measuredDepthM)
    {
        var (low, high) = (1, _points.Length - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_points[middle].Station.MeasuredDepthM < measuredDepthM) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private static void Check(ReadOnlySpan<SurveyStation> stations)
    {
        for (var i = 0; i < stations.Length; i++)
        {
            var s = stations[i];
            if (!(double.IsFinite(s.MeasuredDepthM) && s.InclinationDeg is >= 0 and <= 180 && double.IsFinite(s.AzimuthDeg)))
                throw new InvalidDataException($"Survey station {i + 1} has measured depth {s.MeasuredDepthM} m, inclination "
                    + $"{s.InclinationDeg}°, azimuth {s.AzimuthDeg}°: each must be a number, inclination between 0 and 180°.");
            if (i > 0 && !(s.MeasuredDepthM > stations[i - 1].MeasuredDepthM))
                throw new InvalidDataException($"Survey station {i + 1} is at {s.MeasuredDepthM} m, the one before it at "
                    + $"{stations[i - 1].MeasuredDepthM} m: measured depth must ascend. Sort the stations and drop repeated ones.");
        }
    }
}
