namespace Maintenance.Training.Fleets;

/// <summary>A sample of a drill with a growing fault.</summary>
/// <param name="Features">All window features.</param>
/// <param name="Mode">The growing failure mode.</param>
/// <param name="RemainingHours">True RUL, operating hours.</param>
internal sealed record RulSample(float[] Features, string Mode, double RemainingHours);
