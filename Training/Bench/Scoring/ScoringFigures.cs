namespace Maintenance.Training.Bench.Scoring;

/// <summary>
/// What <c>bench scoring</c> prints. Every time is the median of the rounds of one run on one thread; the rows are the same for all.
/// </summary>
public sealed record ScoringFigures
{
    /// <summary>Training rows, scored rows, columns, missing share, seed.</summary>
    public required string Rows { get; init; }

    public required IReadOnlyList<EnsembleFigures> Ensembles { get; init; }
}
