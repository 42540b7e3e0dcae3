using System.Buffers;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Maintenance.Pmml.Coverage;
using Maintenance.Pmml.Frames;
using Maintenance.Pmml.Model;
using Maintenance.Pmml.TreeEngine;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml;

/// <summary>
/// A PMML document ready to score. Immutable; any thread; scoring allocates nothing. A row consists of numbers: a category is its code
/// (<see cref="TryEncode"/>), a missing value NaN. A row that is invalid by the document has NaN in all outputs.
/// </summary>
public sealed class PmmlModel
{
    private const int MaxStackSlots = 2048;

    private readonly CompiledModel _root;
    private readonly int _frameSize;
    private readonly bool _usesText;
    private readonly PmmlOutput[] _outputs;
    private readonly int[] _outputSlots;
    private readonly PmmlInput[] _inputs;
    private readonly PmmlInput[] _observed;
    private readonly EnsemblePlan? _plan;
    private readonly EnsembleExplanation? _explanation;
    private readonly TextScorer _texts;

    private PmmlModel(PmmlDocument document, string hash)
    {
        var layout = new FrameLayout();
        var scope = new FieldScope(null);
        _inputs = PmmlInput.Define(document, scope, layout);
        _observed = PmmlInput.DefineObserved(document, _inputs, layout);
        _root = ModelCompiler.Compile(document.Model, document, scope, layout, inheritedLabels: null);
        _frameSize = layout.Size;
        _usesText = layout.UsesText;
        _plan = EnsemblePlanner.TryPlan(_root, _inputs.Length);
        _explanation = _plan is null
            ? null : EnsembleExplanation.TryCreate(_plan, _inputs.Length, Math.Max(_root.Result.Labels?.Count ?? 1, 1));
        _outputs = PmmlOutput.Define(document.Model, _root);
        _outputSlots = [.. _outputs.Select(o => o.Slot)];
        _texts = new TextScorer(PmmlColumn.Define(document.Model, _root), [.. _inputs, .. _observed], _root, _frameSize);
        Name = document.Model.Name ?? "unnamed";
        Hash = hash;
        Inputs = [.. _inputs.Select(i => i.Field.Name)];
        Observed = [.. _observed.Select(i => i.Field.Name)];
        Outputs = [.. _outputs.Select(o => o.Name)];
        Labels = _root.Result.Labels is { } labels ? [.. labels.Texts] : [];
        string[] columns = [.. _texts.Columns.Select(c => c.Name)];
        Columns = columns;
        PositionalColumns = document.Model.Element.Child("Output") is null // a further target of a chain is no output field
            ? [.. Enumerable.Range(0, columns.Length)] : [.. _root.Outputs.Select(o => Array.IndexOf(columns, o.Name))];
        UsualRanges = ReadUsualRanges(document.Model, Inputs);
    }

    /// <summary>Display name from the document; <c>unnamed</c> where it has none.</summary>
    public string Name { get; }

    /// <summary>SHA-256 of the document, lower-case hex.</summary>
    public string Hash { get; }

    /// <summary>Names of the active fields, in the order of an input row.</summary>
    public IReadOnlyList<string> Inputs { get; }

    /// <summary>
    /// Names of the targets whose true values a row of <see cref="ScoreText"/> may give after its inputs: those of which the document
    /// outputs a residual. Empty for most documents.
    /// </summary>
    public IReadOnlyList<string> Observed { get; }

    /// <summary>
    /// Names of the outputs, in the order of an output row: <c>probability(label)</c> for each label of a classifier, the target of a
    /// regression; the document's further final output fields follow.
    /// </summary>
    public IReadOnlyList<string> Outputs { get; }

    /// <summary>A classifier's labels in the order of the first outputs; empty for a regression.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>
    /// 1st and 99th percentile of inputs from the document's statistics, by name; where it has none, 5th and 95th; inputs without
    /// statistics are absent.
    /// </summary>
    public IReadOnlyDictionary<string, (float Low, float High)> UsualRanges { get; }

    /// <summary>
    /// Columns of <see cref="ScoreText"/>: the predicted value, the document's output fields, then probabilities without an output field.
    /// </summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>
    /// The columns in positional order: the output fields in document order, or the predicted value where there are none.
    /// </summary>
    public IReadOnlyList<int> PositionalColumns { get; }

    /// <summary>True when float32 rows are scored by the flat-array engine.</summary>
    public bool IsFlatEnsemble => _plan is not null;

    /// <summary>
    /// True when <see cref="Explain"/> gives exact Shapley values in the link space: a tree ensemble with record counts. Otherwise it
    /// gives, input by input, how much the output falls when that input alone is set to missing.
    /// </summary>
    public bool ExplainsExactly => _explanation is not null;

    /// <summary>Reads, compiles and verifies a document.</summary>
    /// <param name="document">The document's bytes; not retained.</param>
    /// <exception cref="PmmlException">It is refused; the message names the element and line.</exception>
    public static PmmlModel Load(ReadOnlyMemory<byte> document)
    {
        var parsed = new PmmlDocument(PmmlXmlReader.Read(document), SupportedModels.All);
        var model = new PmmlModel(parsed, Convert.ToHexStringLower(SHA256.HashData(document.Span)));
        parsed.Functions.LeaveOutUncalled();
        UnusedContent.Refuse(parsed.Element);
        if (parsed.Model.Verification is { } verification)
            new ModelVerifier(model, model._inputs, model._root.Result.Labels).Verify(verification, parsed.Model.Schema.Target?.Name);
        return model;
    }

    /// <summary>
    /// Loads a document and selects one of its rule sets' selection methods, by 0-based index: the document offers several, the first being
    /// the default.
    /// </summary>
    public static PmmlModel LoadWithRuleSelection(ReadOnlyMemory<byte> document, int method)
    {
        var root = PmmlXmlReader.Read(document);
        Select(root);
        return FromElements(root, Convert.ToHexStringLower(SHA256.HashData(document.Span)));

        void Select(PmmlElement element)
        {
            if (element.Name == "RuleSet") element.MoveToFront(element.ChildrenNamed("RuleSelectionMethod").ElementAtOrDefault(method));
            foreach (var child in element.Children) Select(child);
        }
    }

    /// <summary>Compiles a document built from elements, such as a converted native model.</summary>
    internal static PmmlModel FromElements(PmmlElement document, string hash) => new(new PmmlDocument(document, SupportedModels.All), hash);

    /// <summary>Reads, compiles and verifies a document in a file.</summary>
    /// <exception cref="PmmlException">It is refused.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static PmmlModel LoadFile(string path)
    {
        var length = new FileInfo(path).Length;
        if (length > PmmlLimits.MaxDocumentBytes)
            throw new PmmlException("PMML", 0, $"the document has {length} bytes; at most {PmmlLimits.MaxDocumentBytes} are allowed.");
        return Load(File.ReadAllBytes(path));
    }

    /// <summary>Checks a document that may hold no model: it must be well-formed PMML of a supported version.</summary>
    /// <exception cref="PmmlException">It is refused.</exception>
    public static void CheckWithoutModel(ReadOnlyMemory<byte> document) =>
        PmmlDocument.Check(PmmlXmlReader.Read(document), SupportedModels.All);

    /// <summary>Scores rows. Allocates nothing; the same row gives the same bits, in any batch, on any run.</summary>
    /// <param name="rows">Row-major, <c>count × Inputs.Count</c>; NaN means missing.</param>
    /// <param name="count">Number of rows.</param>
    /// <param name="results">Row-major, <c>count × Outputs.Count</c>, overwritten.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    [SkipLocalsInit] // a 16 KiB frame: clearing it would cost more than scoring a small model
    public void Score(ReadOnlySpan<float> rows, int count, Span<float> results)
    {
        CheckLengths(rows.Length, count, results.Length);
        double[]? rented = null;
        var frame = _frameSize <= MaxStackSlots ? stackalloc double[MaxStackSlots] : rented = ArrayPool<double>.Shared.Rent(_frameSize);
        try
        {
            ForgetObserved(frame);
            if (_plan is not null) _plan.Score(rows, _inputs.Length, count, frame, _outputSlots, results);
            else ScoreByReference(rows, count, results, frame);
        }
        finally
        {
            if (rented is not null) ArrayPool<double>.Shared.Return(rented);
        }
    }

    /// <summary>Scores one row in double precision, following the document's data types.</summary>
    /// <param name="row">One value per input; NaN means missing.</param>
    /// <param name="results">One value per output, overwritten.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    [SkipLocalsInit]
    public void Score(ReadOnlySpan<double> row, Span<double> results)
    {
        CheckLengths(row.Length, 1, results.Length);
        double[]? rented = null;
        var frame = _frameSize <= MaxStackSlots ? stackalloc double[MaxStackSlots] : rented = ArrayPool<double>.Shared.Rent(_frameSize);
        try
        {
            Evaluate(row, frame);
            for (var i = 0; i < _outputSlots.Length; i++) results[i] = frame[_outputSlots[i]];
        }
        finally
        {
            if (rented is not null) ArrayPool<double>.Shared.Return(rented);
        }
    }

    /// <summary>
    /// Scores one row of texts, as in a table; for files, not for streaming: it allocates. Numbers are written in the shortest form that
    /// reads back to the same bits; missing values are null.
    /// </summary>
    /// <param name="cells">One text per input, in the order of <see cref="Inputs"/>, and optionally the true values of
    /// <see cref="Observed"/>; null, or one of the document's missing values, means missing.</param>
    /// <param name="results">One text per column, overwritten.</param>
    /// <exception cref="FormatException">A text is not a value of its input's type.</exception>
    public void ScoreText(ReadOnlySpan<string?> cells, Span<string?> results) => _texts.Score(cells, results);

    /// <summary>The predicted label of one row; null for a regression or where the model has no result.</summary>
    public string? PredictLabel(ReadOnlySpan<double> row)
    {
        if (_root.Result.Labels is not { } labels) return null;
        var rented = ArrayPool<double>.Shared.Rent(_frameSize);
        try
        {
            Evaluate(row, rented);
            var code = rented[_root.Result.Value];
            return double.IsNaN(code) ? null : labels.Texts[(int)code];
        }
        finally
        {
            ArrayPool<double>.Shared.Return(rented);
        }
    }

    /// <summary>Joins items into the text of a collection, the value of a transaction field.</summary>
    public static string JoinCollection(IEnumerable<string> items) => string.Join(RowTexts.ItemSeparator, items);

    /// <summary>
    /// Converts an input's text to its number: NaN for empty text and the document's missing values, the code for a category. False when
    /// the text is not a value of the input's type.
    /// </summary>
    public bool TryEncode(int input, string text, out double value) => _inputs[input].TryEncode(text, out value);

    /// <summary>
    /// True when the document itself names the text as a value of an input or observed target. A table's own words for a missing value (NA)
    /// yield to it.
    /// </summary>
    /// <param name="cell">Index among <see cref="Inputs"/>, then <see cref="Observed"/>.</param>
    /// <param name="text">Text of the cell.</param>
    public bool Names(int cell, string text) =>
        (cell < _inputs.Length ? _inputs[cell] : _observed[cell - _inputs.Length]).Names(text);

    /// <summary>The text of an output's value: a category, true or false; null for a number and for a missing value.</summary>
    public string? Decode(int output, double value)
    {
        if (double.IsNaN(value) || _root.AllOutputs.FirstOrDefault(o => o.Slot == _outputSlots[output]) is not { } field) return null;
        if (field.IsBoolean) return value == 1 ? "true" : "false";
        return field.Labels is { } labels && value >= 0 && value < labels.Count ? labels.Texts[(int)value] : null;
    }

    /// <summary>
    /// Computes, for one output of one row, how much each input moved the result; see <see cref="ExplainsExactly"/> for its meaning.
    /// </summary>
    /// <param name="row">One input row.</param>
    /// <param name="output">Index into <see cref="Outputs"/>.</param>
    /// <param name="contributions"><c>Inputs.Count</c> values, overwritten.</param>
    /// <exception cref="ArgumentException">A span is too short, or there is no such output.</exception>
    public void Explain(ReadOnlySpan<float> row, int output, Span<float> contributions)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(output);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(output, _outputSlots.Length);
        CheckLengths(row.Length, 1, _outputSlots.Length);
        if (contributions.Length < _inputs.Length)
            throw new ArgumentException($"{_inputs.Length} contributions are needed, {contributions.Length} fit.", nameof(contributions));
        if (_explanation is not null && _outputs[output].Category is >= 0 and var category)
            _explanation.Explain(row, category, contributions);
        else ExplainByRemoval(row, output, contributions);
    }

    /// <summary>Reference evaluation of float32 rows, regardless of <see cref="IsFlatEnsemble"/>; tests compare the two.</summary>
    internal void ScoreByReference(ReadOnlySpan<float> rows, int count, Span<float> results)
    {
        CheckLengths(rows.Length, count, results.Length);
        var frame = new double[_frameSize];
        ForgetObserved(frame);
        ScoreByReference(rows, count, results, frame);
    }

    private void ScoreByReference(ReadOnlySpan<float> rows, int count, Span<float> results, Span<double> frame)
    {
        for (var row = 0; row < count; row++)
        {
            if (_usesText) RowTexts.Clear();
            for (var i = 0; i < _inputs.Length; i++) frame[i] = rows[(row * _inputs.Length) + i];
            _root.Evaluate(frame);
            for (var i = 0; i < _outputSlots.Length; i++) results[(row * _outputSlots.Length) + i] = (float)frame[_outputSlots[i]];
        }
    }

    // Input i has slot i.
    private void Evaluate(ReadOnlySpan<double> row, Span<double> frame)
    {
        if (_usesText) RowTexts.Clear();
        ForgetObserved(frame);
        row[.._inputs.Length].CopyTo(frame);
        _root.Evaluate(frame);
    }

    // A row of numbers does not hold the targets' true values.
    private void ForgetObserved(Span<double> frame) => frame.Slice(_inputs.Length, _observed.Length).Fill(double.NaN);

    private void CheckLengths(int rowsLength, int count, int resultsLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (rowsLength < (long)count * _inputs.Length)
            throw new ArgumentException($"{count} rows of {_inputs.Length} inputs need {(long)count * _inputs.Length} values, "
                + $"found {rowsLength}.", nameof(count));
        if (resultsLength < (long)count * _outputSlots.Length)
            throw new ArgumentException($"{count} rows of {_outputSlots.Length} outputs need {(long)count * _outputSlots.Length} values, "
                + $"found {resultsLength}.", nameof(count));
    }

    private void ExplainByRemoval(ReadOnlySpan<float> row, int output, Span<float> contributions)
    {
        var changed = ArrayPool<float>.Shared.Rent(_inputs.Length);
        var results = ArrayPool<float>.Shared.Rent(_outputSlots.Length);
        try
        {
            var copy = changed.AsSpan(0, _inputs.Length);
            row[.._inputs.Length].CopyTo(copy);
            Score(copy, 1, results);
            var whole = results[output];
            for (var i = 0; i < copy.Length; i++)
            {
                (var kept, copy[i]) = (copy[i], float.NaN);
                Score(copy, 1, results);
                var difference = whole - results[output];
                contributions[i] = float.IsNaN(difference) ? 0 : difference;
                copy[i] = kept;
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(changed);
            ArrayPool<float>.Shared.Return(results);
        }
    }

    private static Dictionary<string, (float Low, float High)> ReadUsualRanges(ModelElement model, IReadOnlyList<string> inputs)
    {
        var ranges = new Dictionary<string, (float Low, float High)>(StringComparer.Ordinal);
        foreach (var stats in model.UsualRanges)
            if (inputs.Contains(stats.Field, StringComparer.Ordinal)) ranges[stats.Field] = ((float)stats.Low, (float)stats.High);
        return ranges;
    }
}
