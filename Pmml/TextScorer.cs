using System.Buffers;
using Maintenance.Pmml.Frames;
using Maintenance.Pmml.Model;
using Maintenance.Pmml.TreeModel;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml;

/// <summary>Scores rows of texts, as in tables.</summary>
/// <param name="columns">Columns of the results.</param>
/// <param name="inputs">Inputs, then observed targets; the i-th has slot i.</param>
/// <param name="root">The document's model.</param>
/// <param name="frameSize">Number of slots in a frame.</param>
internal sealed class TextScorer(PmmlColumn[] columns, PmmlInput[] inputs, CompiledModel root, int frameSize)
{
    public PmmlColumn[] Columns { get; } = columns;

    /// <summary>See <see cref="PmmlModel.ScoreText"/>.</summary>
    public void Score(ReadOnlySpan<string?> cells, Span<string?> results)
    {
        RowTexts.Clear();
        var row = new double[inputs.Length];
        for (var i = 0; i < row.Length; i++)
            if (i >= cells.Length) row[i] = double.NaN;
            else if (!TryEncode(inputs[i], cells[i], out row[i]))
                throw new FormatException($"'{PmmlElement.Shorten(cells[i]!)}' is not a value of field '{inputs[i].Field.Name}', "
                    + $"a {inputs[i].Field.DataType}.");
        var rented = ArrayPool<double>.Shared.Rent(frameSize);
        try
        {
            row.CopyTo(rented, 0);
            root.Evaluate(rented);
            for (var i = 0; i < Columns.Length; i++)
                results[i] = Columns[i].Format(Columns[i].Slot >= 0 ? rented[Columns[i].Slot] : ConfidenceIn(rented));
        }
        finally
        {
            ArrayPool<double>.Shared.Return(rented);
        }
    }

    // A text in no vocabulary keeps its own code for this row: text functions and comparisons between fields see it.
    private static bool TryEncode(PmmlInput input, string? text, out double value)
    {
        value = double.NaN;
        if (text is null) return true;
        if (input.Field.Categories is not { } categories) return input.TryEncode(text, out value);
        if (input.Dictionary.MissingValues.Contains(text, StringComparer.Ordinal)) return true;
        value = categories.CodeOf(text);
        if (value < 0) value = RowTexts.Intern(text);
        return true;
    }

    // Confidence of the predicted category, by default its probability.
    private double ConfidenceIn(Span<double> frame) => root.Body is CompiledTree { LeafSlot: >= 0 } tree
        ? new LeafConfidence(tree, -1).Evaluate(frame)
        : frame[root.Result.Value] is >= 0 and var code ? frame[root.Result.Probabilities + (int)code] : double.NaN;
}
