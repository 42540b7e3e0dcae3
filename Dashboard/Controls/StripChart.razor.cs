using Maintenance.Api.Wording;
using Maintenance.Dashboard.Display;
using Maintenance.Queries;
using Microsoft.AspNetCore.Components;

namespace Maintenance.Dashboard.Controls;

/// <summary>The server-rendered chart of one series, with what the client needs to continue it.</summary>
public sealed partial class StripChart
{
    private SparkPath _path = SparkPath.Empty;
    private ChannelSeries? _series;

    [Parameter, EditorRequired] public ChannelHistory? History { get; set; }

    [Parameter, EditorRequired] public TimeRange Range { get; set; }

    [Parameter, EditorRequired] public string Name { get; set; } = "";

    [Parameter, EditorRequired] public string Title { get; set; } = "";

    [Parameter] public string? Mnemonic { get; set; }

    [Parameter, EditorRequired] public DisplayUnit Unit { get; set; } = null!;

    /// <summary>Fixed limits of the y axis; null takes them from the data.</summary>
    [Parameter] public int? Low { get; set; }

    [Parameter] public int? High { get; set; }

    /// <summary>Grid line values separated by spaces; null picks round ones.</summary>
    [Parameter] public string? Splits { get; set; }

    [Parameter] public int? Height { get; set; }

    /// <summary>A limit to draw, in stored units.</summary>
    [Parameter] public float? Limit { get; set; }

    /// <summary>A time to mark.</summary>
    [Parameter] public long? OnsetUnixMicros { get; set; }

    private string? LimitY => Limit is { } limit && _series is not null ? SparkPath.PlaceOf(_series, limit, Low, High).ToString("F1")
        : null;

    private string? OnsetX => OnsetUnixMicros is { } onset
        ? (SparkPath.Width * (double)(onset - Range.FromUnixMicros) / (Range.ToUnixMicros - Range.FromUnixMicros)).ToString("F1") : null;

    private string Newest => _series is null ? "–" : Unit.Format(_series.Means.LastOrDefault(float.IsFinite, float.NaN));

    private string Description => _series is null
        ? $"{Title}: no data"
        : $"{Title}: from {Unit.FormatWithUnit(Smallest)} to {Unit.FormatWithUnit(Largest)}";

    private float Smallest => _series!.Minima.Where(float.IsFinite).DefaultIfEmpty(float.NaN).Min();

    private float Largest => _series!.Maxima.Where(float.IsFinite).DefaultIfEmpty(float.NaN).Max();

    protected override void OnParametersSet()
    {
        if (History is not { } history) return;
        _series = history.Series.FirstOrDefault(s => s.Name == Name);
        if (_series is not null) _path = SparkPath.Create(history, _series, Range, Low, High, Limit);
    }
}
