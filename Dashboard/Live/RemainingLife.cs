namespace Maintenance.Dashboard.Live;

/// <summary>Remaining useful life, operating hours, with its uncertainty; NaN is unknown.</summary>
public readonly record struct RemainingLife(float P10, float P50, float P90)
{
    public static RemainingLife Unknown => new(float.NaN, float.NaN, float.NaN);

    public bool IsKnown => float.IsFinite(P50);
}
