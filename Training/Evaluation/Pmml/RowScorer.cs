namespace Maintenance.Training.Evaluation.Pmml;

/// <summary>Scores one row of text: one cell per input, one result per column.</summary>
internal delegate void RowScorer(ReadOnlySpan<string?> cells, Span<string?> results);
