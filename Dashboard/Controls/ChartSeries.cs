namespace Maintenance.Dashboard.Controls;

/// <summary>One segment of every stack.</summary>
/// <param name="Name">As displayed.</param>
/// <param name="Tone">Colour by meaning.</param>
/// <param name="Values">One per category, finite.</param>
public sealed record ChartSeries(string Name, ChartTone Tone, IReadOnlyList<double> Values);
