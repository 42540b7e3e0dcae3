namespace Maintenance.Training.Fleets;

/// <summary>A moment of a drill on its way to failure.</summary>
/// <param name="Features">All window features.</param>
/// <param name="Mode">The fault that grows.</param>
/// <param name="RemainingHours">True remaining life, operating hours.</param>
internal sealed record RulSample(float[] Features, string Mode, double RemainingHours);
