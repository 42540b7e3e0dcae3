using System.Globalization;
using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Model;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml;

/// <summary>Checks a model against the verification rows of its document.</summary>
/// <param name="model">The model.</param>
/// <param name="inputs">Its inputs.</param>
/// <param name="labels">Its categories; null for a regression.</param>
internal sealed class ModelVerifier(PmmlModel model, PmmlInput[] inputs, Vocabulary? labels)
{
    /// <summary>Scores the document's rows; a result outside its precision refuses the model.</summary>
    public void Verify(ModelVerification verification, string? target)
    {
        for (var row = 0; row < verification.Rows.Count; row++)
        {
            var values = ReadInputs(verification, verification.Rows[row]);
            var results = new double[model.Outputs.Count];
            model.Score(values, results);
            foreach (var field in verification.Fields)
            {
                if (model.Inputs.Contains(field.Field, StringComparer.Ordinal) || !verification.Rows[row]
                    .TryGetValue(field.Column, out var expected)) continue;
                VerifyField(field, expected, values, results, target, row);
            }
            VerifyPlan(verification, values, row);
        }
    }

    private double[] ReadInputs(ModelVerification verification, IReadOnlyDictionary<string, string> cells)
    {
        var values = new double[inputs.Length];
        Array.Fill(values, double.NaN);
        foreach (var field in verification.Fields)
        {
            var input = Array.FindIndex(inputs, i => string.Equals(i.Field.Name, field.Field, StringComparison.Ordinal));
            if (input < 0 || !cells.TryGetValue(field.Column, out var text)) continue;
            if (!inputs[input].TryEncode(text, out values[input]))
                throw field.Element.Refuse($"'{PmmlElement.Shorten(text)}' is not a value of field '{field.Field}'.");
        }
        return values;
    }

    private void VerifyField(VerificationField field, string expected, double[] values, double[] results, string? target, int row)
    {
        var output = OutputOf(field.Field);
        if (output < 0 && string.Equals(field.Field, target, StringComparison.Ordinal) && model.Labels.Count > 0)
        {
            var label = model.PredictLabel(values);
            if (!SameLabel(expected, label)) throw field.Element.Refuse($"verification row {row + 1} expects "
                + $"'{PmmlElement.Shorten(expected)}', the model gives '{label}'.");
            return;
        }
        if (output < 0) return; // a supplementary field, or an output that is not final
        if (!double.TryParse(expected, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return;
        if (double.IsNaN(results[output]) && model.Observed.Count > 0) return; // a residual: verification rows hold no true value
        if (!field.Accepts(number, results[output]))
            throw field.Element.Refuse($"verification row {row + 1} expects {number:R} for '{field.Field}', the model "
                + $"gives {results[output]:R}.");
    }

    // Flat and reference evaluation must agree on the float32 row, bit for bit.
    private void VerifyPlan(ModelVerification verification, double[] values, int row)
    {
        if (!model.IsFlatEnsemble) return;
        var singles = Array.ConvertAll(values, x => (float)x);
        var (fast, reference) = (new float[model.Outputs.Count], new float[model.Outputs.Count]);
        model.Score(singles, 1, fast);
        model.ScoreByReference(singles, 1, reference);
        if (!fast.AsSpan().SequenceEqual(reference) && !fast.Zip(reference).All(p => p.First.Equals(p.Second)))
            throw verification.Element.Refuse($"row {row + 1} gives different results by flat and reference evaluation: a bug in this "
                + "engine.");
    }

    private int OutputOf(string name)
    {
        for (var i = 0; i < model.Outputs.Count; i++)
            if (string.Equals(model.Outputs[i], name, StringComparison.Ordinal)) return i;
        return -1;
    }

    private bool SameLabel(string expected, string? actual) =>
        actual is not null && labels!.CodeOf(expected) == labels.CodeOf(actual);
}
