using System.Buffers;
using System.Globalization;
using Maintenance.Pmml.ClusteringModel;
using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Frames;
using Maintenance.Pmml.Model;
using Maintenance.Pmml.RuleSetModel;
using Maintenance.Pmml.TreeModel;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml;

public sealed partial class PmmlModel
{
    /// <summary>ASCII unit separator: no item holds one.</summary>
    internal const char ItemSeparator = '\u001F';

    private const string ConfidenceName = "confidence";

    private readonly PmmlColumn[] _columns;

    /// <summary>Columns of <see cref="ScoreText"/>: the predicted value, the document's output fields, then probabilities no output field gives.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Which columns a reader counts by position: the output fields in document order, or the predicted value where there are none.</summary>
    public IReadOnlyList<int> PositionalColumns { get; }

    /// <summary>The text of a collection of items, as a field of transactions takes it.</summary>
    public static string JoinCollection(IEnumerable<string> items) => string.Join(ItemSeparator, items);

    /// <summary>Checks a document that may hold no model: it must be well-formed PMML of a version read here.</summary>
    /// <exception cref="PmmlException">It is refused.</exception>
    public static void CheckWithoutModel(ReadOnlyMemory<byte> document) => PmmlDocument.Check(PmmlXmlReader.Read(document), SupportedModels.All);

    /// <summary>
    /// Scores one row of texts, as a table holds them; for people's files, not for the stream: it allocates. Numbers come out in the shortest
    /// form that reads back to the same bits; what is missing is null.
    /// </summary>
    /// <param name="cells">One text an input, in the order of <see cref="Inputs"/>; null, empty or a missing value of the document: missing.</param>
    /// <param name="results">One text a column, overwritten.</param>
    /// <exception cref="FormatException">A text is no value of its input's type.</exception>
    public void ScoreText(ReadOnlySpan<string?> cells, Span<string?> results)
    {
        RowTexts.Clear();
        var row = new double[_inputs.Length];
        for (var i = 0; i < row.Length; i++)
            if (!TryEncodeText(i, cells[i], out row[i]))
                throw new FormatException($"'{PmmlElement.Shorten(cells[i]!)}' is no value of field '{Inputs[i]}', a {_inputs[i].Field.DataType}.");
        var rented = ArrayPool<double>.Shared.Rent(_frameSize);
        try
        {
            row.CopyTo(rented, 0);
            _root.Evaluate(rented);
            for (var i = 0; i < _columns.Length; i++) results[i] = Format(_columns[i], _columns[i].Slot >= 0 ? rented[_columns[i].Slot] : ConfidenceIn(rented));
        }
        finally
        {
            ArrayPool<double>.Shared.Return(rented);
        }
    }

    // A text no vocabulary holds stays itself for this row: functions of text and comparisons between fields see it.
    private bool TryEncodeText(int input, string? text, out double value)
    {
        value = double.NaN;
        if (text is null) return true;
        if (_inputs[input].Field.Categories is not { } categories) return TryEncode(input, text, out value);
        if (_inputs[input].Dictionary.MissingValues.Contains(text, StringComparer.Ordinal)) return true;
        value = categories.CodeOf(text);
        if (value < 0) value = RowTexts.Intern(text);
        return true;
    }

    // Of the predicted category.
    private double ConfidenceIn(ReadOnlySpan<double> frame) =>
        frame[_root.Result.Value] is var code && code >= 0 ? frame[_root.Result.Probabilities + (int)code] : double.NaN;

    private static string? Format(PmmlColumn column, double value)
    {
        if (double.IsNaN(value)) return null;
        if (column.Labels is { } labels) return RowTexts.TextOf(value, labels);
        if (DateValues.IsDate(column.DataType)) return DateValues.Format(column.DataType, value);
        return column.IsBoolean ? value == 1 ? "true" : "false" : value.ToString("R", CultureInfo.InvariantCulture);
    }

    private static PmmlColumn[] NameColumns(ModelElement model, CompiledModel root)
    {
        var columns = new List<PmmlColumn> { new(model.Schema.Target?.Name ?? "prediction", root.Result.Value, root.Result.Labels, false) };
        foreach (var output in root.Outputs) Add(new PmmlColumn(output.Name, output.Slot, output.Labels, output.IsBoolean, output.Expression?.DataType ?? FieldDataType.Double));
        if (root.Result.Labels is { } labels)
            for (var i = 0; i < labels.Count; i++) Add(new PmmlColumn($"probability({labels.Texts[i]})", root.Result.Probabilities + i, null, false));
        if (root.Outputs.Length == 0 && root.Body is CompiledRuleSet or CompiledTree or CompiledSpreadingTree && root.Result.Labels is not null && columns.TrueForAll(c => c.Name != ConfidenceName))
            columns.Add(new PmmlColumn(ConfidenceName, ~root.Result.Value, null, false));
        if (root is { Outputs.Length: 0, Body: CompiledClustering clustering })
        {
            columns.Insert(1, new PmmlColumn("displayName", root.Result.Value, OutputCompiler.DisplayLabels(model, root.Result.Labels), false));
            columns.Insert(2, new PmmlColumn("affinity", clustering.Affinity, null, false));
        }
        return [.. columns];

        // An output field with the target's own name takes its place: it is what the document shows.
        void Add(PmmlColumn column)
        {
            var same = columns.FindIndex(c => string.Equals(c.Name, column.Name, StringComparison.Ordinal));
            if (same < 0) columns.Add(column);
            else columns[same] = column;
        }
    }
}
