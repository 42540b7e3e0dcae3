namespace Maintenance.Queries;

/// <summary>
/// How the remaining life a model told compares with what was left, over all recorded failures. Hours are operating hours.
/// </summary>
/// <param name="ModelHash">Model of remaining life.</param>
/// <param name="Nominal">Share of moments that should lie within P10–P90.</param>
/// <param name="Assets">Drills that failed after it had told a life.</param>
/// <param name="Failures">Their failures. Moments of one failure err alike: the figures are as sure as this number is large.</param>
/// <param name="Moments">Minutes at which a life was told before a failure.</param>
/// <param name="Inside">Those whose truth lay within P10–P90, both included.</param>
/// <param name="Coverage">Inside over moments.</param>
/// <param name="Early">Moments of drills that failed before P10: warned too late.</param>
/// <param name="Late">Moments of drills that lasted beyond P90.</param>
/// <param name="MeanErrorHours">Mean of |truth − P50|.</param>
/// <param name="From">Event time of the first moment, UTC.</param>
/// <param name="To">Event time of the last.</param>
public sealed record ModelCoverage(
    string ModelHash, double Nominal, int Assets, int Failures, long Moments, long Inside, double Coverage, long Early, long Late,
    double MeanErrorHours, DateTime From, DateTime To);
