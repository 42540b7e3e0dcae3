namespace Maintenance.Dashboard.Controls;

/// <summary>One part of every stack.</summary>
/// <param name="Name">As shown.</param>
/// <param name="Tone">Colour by meaning.</param>
/// <param name="Values">One a category, finite.</param>
public sealed record ChartSeries(string Name, ChartTone Tone, IReadOnlyList<double> Values);
