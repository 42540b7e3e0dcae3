namespace Maintenance.Queries;

/// <summary>
/// Coverage of a model's RUL predictions over all recorded failures. Hours are operating hours.
/// </summary>
/// <param name="ModelHash">RUL model.</param>
/// <param name="Nominal">Share of samples that should lie within P10–P90.</param>
/// <param name="Assets">Drills that failed after a prediction.</param>
/// <param name="Failures">Their failures. Errors within one failure are correlated, so this is the effective sample size.</param>
/// <param name="Moments">Samples: minutes with a prediction before a failure.</param>
/// <param name="Inside">Samples whose actual RUL lay within P10–P90, both included.</param>
/// <param name="Coverage">Inside / Moments, 0–1.</param>
/// <param name="Early">Samples of drills that failed before P10: warned too late.</param>
/// <param name="Late">Samples of drills that lasted beyond P90.</param>
/// <param name="MeanErrorHours">Mean of |actual − P50|, hours.</param>
/// <param name="From">Event time of the first sample, UTC.</param>
/// <param name="To">Event time of the last sample, UTC.</param>
public sealed record ModelCoverage(
    string ModelHash, double Nominal, int Assets, int Failures, long Moments, long Inside, double Coverage, long Early, long Late,
    double MeanErrorHours, DateTime From, DateTime To);
