using Maintenance.Api.Wording;
using Maintenance.Core.Conditions;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Maintenance.Dashboard.Display;
using Maintenance.Queries;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Maintenance.Dashboard.Controls;

/// <summary>
/// The course of a drill's hole, on request (<c>?trajectory=shown</c>): what inclination, azimuth and depth of the last month say, by
/// minimum curvature.
/// </summary>
public sealed partial class TrajectoryView
{
    private IReadOnlyList<TrajectoryPoint> _points = [];
    private DisplayUnit _depth = null!;
    private (string Length, double Factor) _dogleg;
    private double _azimuth;
    private string? _failure;

    /// <summary>Asset id; the caller must be allowed to see it.</summary>
    [Parameter, EditorRequired] public string Asset { get; set; } = "";

    /// <summary>Event time of the asset's newest data, Unix µs, UTC.</summary>
    [Parameter, EditorRequired] public long NewestUnixMicros { get; set; }

    [Inject] private IConditionStore Store { get; set; } = null!;

    [Inject] private IWellCourse Course { get; set; } = null!;

    [Inject] private UserPreferences Preferences { get; set; } = null!;

    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "trajectory")] private string? Trajectory { get; set; }

    private bool IsRequested => !string.IsNullOrEmpty(Trajectory);

    private string Missing => _points.Count == 1
        ? "The hole was measured at one depth only in the last 31 days; a course needs two, a quarter of a metre apart."
        : "The course of the hole is not known: it needs inclination and azimuth with the depth of bit or hole, and none was measured "
            + "in the last 31 days.";

    private string Summary => $"Measured in the last 31 days from {_depth.FormatWithUnit(_points[0].Station.MeasuredDepthM)} to "
        + $"{_depth.FormatWithUnit(_points[^1].Station.MeasuredDepthM)}; what lies above was not. Inclination there "
        + $"{_points[^1].Station.InclinationDeg:N1}°, azimuth {_points[^1].Station.AzimuthDeg:N1}°";

    private IEnumerable<(string Name, CoursePicture Picture, bool IsPlan)> Pictures =>
    [
        ("Plan", CoursePicture.Plan(_points, _depth), true),
        ($"Section in azimuth {_azimuth:N0}°", CoursePicture.Section(_points, _depth), false),
    ];

    protected override async Task OnInitializedAsync()
    {
        if (!IsRequested) return;
        _depth = DisplayUnits.Of("m", Preferences.Units);
        // Degrees per 30 m or per 100 ft, as is usual with either.
        _dogleg = Preferences.Units == UnitSystem.Oilfield ? ("100 ft", 30.48 / 30) : ("30 m", 1);
        try
        {
            var stations = await WellStationsQuery.RunAsync(
                Store, Asset, UnixMicros.ToUtc(NewestUnixMicros), Http.RequestAborted);
            _points = stations.Count < 2 ? [.. stations.Select(s => new TrajectoryPoint(s, 0, 0, 0, 0, 0, 0, 0))] : PointsOf(stations);
        }
        catch (StoreException error)
        {
            Http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            _failure = $"The measurements cannot be read{error.Advice()}.";
        }
        catch (InvalidDataException error)
        {
            _failure = $"No course can be made of what was measured. {error.Message}";
        }
    }

    // The section lies where the hole goes.
    private IReadOnlyList<TrajectoryPoint> PointsOf(IReadOnlyList<SurveyStation> stations)
    {
        var end = Course.Compute(stations, sectionAzimuthDeg: 0)[^1];
        _azimuth = ((Math.Atan2(end.EastM, end.NorthM) * 180 / Math.PI) + 360) % 360;
        return Course.Compute(stations, _azimuth);
    }
}
