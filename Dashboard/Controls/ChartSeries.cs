namespace Maintenance.Dashboard.Controls;

/// <summary>One segment of every stack.</summary>
/// <param name="Name">As displayed.</param>
/// <param name="Tone">Colour by meaning.</param>
/// <param name="Values">One per category; NaN where nothing is known, which only <see cref="ChartShape.Against"/> allows.</param>
public sealed record ChartSeries(string Name, ChartTone Tone, IReadOnlyList<double> Values);
