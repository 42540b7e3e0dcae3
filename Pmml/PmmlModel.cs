using System.Buffers;
using System.Runtime.CompilerServices;
using Maintenance.Pmml.Frames;
using Maintenance.Pmml.Model;
using Maintenance.Pmml.TreeEngine;

namespace Maintenance.Pmml;

/// <summary>
/// A PMML document ready to score. Immutable; any thread; scoring allocates nothing. A row is numbers: a category is given as its code
/// (<see cref="TryEncode"/>), missing is NaN. A row that the document calls invalid has NaN in all its outputs.
/// </summary>
public sealed partial class PmmlModel
{
    private const int MaxStackSlots = 2048;

    private readonly CompiledModel _root;
    private readonly int _frameSize;
    private readonly bool _usesText;
    private readonly int[] _outputSlots;
    private readonly PmmlInput[] _inputs;
    private readonly EnsemblePlan? _plan;
    private readonly TreeShap? _shap;

    /// <summary>Name from the document, for people; <c>unnamed</c> where it gives none.</summary>
    public string Name { get; }

    /// <summary>SHA-256 of the document, lower-case hex.</summary>
    public string Hash { get; }

    /// <summary>Names of the active fields, in the order of an input row.</summary>
    public IReadOnlyList<string> Inputs { get; }

    /// <summary>
    /// Names of the outputs, in the order of an output row: <c>probability(label)</c> for each label of a classifier, the target of a regression; the document's
    /// further final output fields follow.
    /// </summary>
    public IReadOnlyList<string> Outputs { get; }

    /// <summary>A classifier's labels in the order of the first outputs; empty for a regression.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>5th and 95th percentile of inputs as the document's statistics give them, by name; inputs without are absent.</summary>
    public IReadOnlyDictionary<string, (float Low, float High)> UsualRanges { get; }

    /// <summary>True when rows of float32 take the flat-array way.</summary>
    public bool IsFlatEnsemble => _plan is not null;

    /// <summary>Scores rows. Allocates nothing; the same row gives the same bits, in any batch, on any run.</summary>
    /// <param name="rows">Row-major, <c>count × Inputs.Count</c>; NaN means missing.</param>
    /// <param name="count">Number of rows.</param>
    /// <param name="results">Row-major, <c>count × Outputs.Count</c>, overwritten.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    [SkipLocalsInit] // sixteen KiB of frame: to clear it would cost more than to score a small model
    public void Score(ReadOnlySpan<float> rows, int count, Span<float> results)
    {
        CheckLengths(rows.Length, count, results.Length);
        double[]? rented = null;
        var frame = _frameSize <= MaxStackSlots ? stackalloc double[MaxStackSlots] : rented = ArrayPool<double>.Shared.Rent(_frameSize);
        try
        {
            if (_plan is not null) _plan.Score(rows, _inputs.Length, count, frame, _outputSlots, results);
            else ScoreByReference(rows, count, results, frame);
        }
        finally
        {
            if (rented is not null) ArrayPool<double>.Shared.Return(rented);
        }
    }

    /// <summary>Scores one row in double precision, as the document's data types say.</summary>
    /// <param name="row">One value an input; NaN means missing.</param>
    /// <param name="results">One value an output, overwritten.</param>
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

    /// <summary>
    /// Turns an input's text into its number: empty and the document's missing values into NaN, a category into its code.
    /// False when the text is no value of the input's type.
    /// </summary>
    public bool TryEncode(int input, string text, out double value) => _inputs[input].TryEncode(text, out value);

    /// <summary>The text of an output's value: a category, true or false; null for a number and for a missing value.</summary>
    public string? Decode(int output, double value)
    {
        if (double.IsNaN(value) || _root.Outputs.FirstOrDefault(o => o.Slot == _outputSlots[output]) is not { } field) return null;
        if (field.IsBoolean) return value == 1 ? "true" : "false";
        return field.Labels is { } labels && value >= 0 && value < labels.Count ? labels.Texts[(int)value] : null;
    }

    /// <summary>The reference way for rows of float32, whatever <see cref="IsFlatEnsemble"/> says; tests compare the two.</summary>
    internal void ScoreByReference(ReadOnlySpan<float> rows, int count, Span<float> results)
    {
        CheckLengths(rows.Length, count, results.Length);
        ScoreByReference(rows, count, results, new double[_frameSize]);
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

    // Input i stands in slot i.
    private void Evaluate(ReadOnlySpan<double> row, Span<double> frame)
    {
        if (_usesText) RowTexts.Clear();
        row[.._inputs.Length].CopyTo(frame);
        _root.Evaluate(frame);
    }

    private void CheckLengths(int rowsLength, int count, int resultsLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (rowsLength < (long)count * _inputs.Length)
            throw new ArgumentException($"{count} rows of {_inputs.Length} inputs need {(long)count * _inputs.Length} values, found {rowsLength}.", nameof(count));
        if (resultsLength < (long)count * _outputSlots.Length)
            throw new ArgumentException($"{count} rows of {_outputSlots.Length} outputs need {(long)count * _outputSlots.Length} values, found {resultsLength}.", nameof(count));
    }
}
