namespace Maintenance.Training.Evaluation.Pmml;

/// <summary>Scores one row of texts: a cell an input, a result a column.</summary>
internal delegate void RowScorer(ReadOnlySpan<string?> cells, Span<string?> results);
