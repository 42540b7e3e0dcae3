namespace Maintenance.Training.Bench.Scoring;

/// <summary>
/// Output of <c>bench scoring</c>. Each time is the median over the rounds of one run on one thread; all use the same rows.
/// </summary>
public sealed record ScoringFigures
{
    /// <summary>Description of the rows: training rows, scored rows, columns, missing share, seed.</summary>
    public required string Rows { get; init; }

    public required IReadOnlyList<EnsembleFigures> Ensembles { get; init; }
}
