using CsvHelper;
using Maintenance.Pmml;
using Maintenance.Training.Rows;

namespace Maintenance.Training.Tables;

/// <summary>
/// Scores every row of a table with a model: one output row per input row. Columns are matched by name.
/// </summary>
public sealed class TableScorer
{
    private readonly PmmlModel _model;
    private readonly CsvFile _table;
    private readonly string _name;
    private readonly int[] _sources;

    /// <param name="model">Model.</param>
    /// <param name="table">Rows to score.</param>
    /// <param name="name">Name of the table in messages.</param>
    /// <exception cref="FormatException">The table has none of the model's inputs.</exception>
    public TableScorer(PmmlModel model, CsvFile table, string name)
    {
        (_model, _table, _name) = (model, table, name);
        _sources = [.. model.Inputs.Concat(model.Observed).Select(table.IndexOf)];
        Absent = [.. model.Inputs.Where((_, i) => _sources[i] < 0)];
        if (Absent.Count == model.Inputs.Count && Absent.Count > 0)
            throw new FormatException($"{name} has none of the model's inputs: {string.Join(", ", Absent.Take(20))}.");
    }

    /// <summary>Inputs of the model for which the table has no column.</summary>
    public IReadOnlyList<string> Absent { get; }

    /// <summary>Writes the model's columns as CSV.</summary>
    /// <exception cref="FormatException">A cell is not a valid value of its input; the message gives the row.</exception>
    public async Task WriteAsync(TextWriter to, CancellationToken cancellationToken)
    {
        var options = new CsvWriterOptions { Separator = _table.Separator, NewLine = "\n" };
        await using var writer = CsvWriter.Create(to, options, leaveOpen: true);
        await writer.WriteRecordAsync([.. _model.Columns], cancellationToken);
        var (cells, results) = (new string?[_sources.Length], new string?[_model.Columns.Count]);
        for (var row = 0; row < _table.Rows.Count; row++)
        {
            for (var i = 0; i < cells.Length; i++)
                cells[i] = _sources[i] < 0 ? null : CsvFile.Known(_table.Rows[row][_sources[i]], _model, i);
            try
            {
                _model.ScoreText(cells, results);
            }
            catch (FormatException error)
            {
                throw new FormatException($"{_name}, row {row + 1}: {error.Message}", error);
            }
            await writer.WriteRecordAsync(results, cancellationToken);
        }
    }
}
