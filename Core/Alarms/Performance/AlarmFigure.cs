namespace Maintenance.Core.Alarms.Performance;

/// <summary>A figure beside its limit.</summary>
/// <param name="Name">Name in snake_case.</param>
/// <param name="Value">The figure; null when there is nothing to measure.</param>
/// <param name="Limit">What is allowed, in words; null when the standards name none.</param>
/// <param name="IsMet">Whether it is kept; null when there is none.</param>
public sealed record AlarmFigure(string Name, double? Value, string? Limit, bool? IsMet);
