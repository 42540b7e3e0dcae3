using System.Globalization;
using Maintenance.Pmml.Model;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml;

public sealed partial class PmmlModel
{
    /// <summary>Runs the document's own rows; a result outside its precision refuses the model.</summary>
    private void Verify(ModelVerification verification, ModelElement model)
    {
        var target = model.Schema.Target?.Name;
        for (var row = 0; row < verification.Rows.Count; row++)
        {
            var inputs = ReadInputs(verification, verification.Rows[row]);
            var results = new double[Outputs.Count];
            Score(inputs, results);
            foreach (var field in verification.Fields)
            {
                if (Inputs.Contains(field.Field, StringComparer.Ordinal) || !verification.Rows[row].TryGetValue(field.Column, out var expected)) continue;
                VerifyField(field, expected, inputs, results, target, row);
            }
            VerifyPlan(verification, inputs, row);
        }
    }

    private double[] ReadInputs(ModelVerification verification, IReadOnlyDictionary<string, string> cells)
    {
        var inputs = new double[_inputs.Length];
        Array.Fill(inputs, double.NaN);
        foreach (var field in verification.Fields)
        {
            var input = Array.FindIndex(_inputs, i => string.Equals(i.Field.Name, field.Field, StringComparison.Ordinal));
            if (input < 0 || !cells.TryGetValue(field.Column, out var text)) continue;
            if (!TryEncode(input, text, out inputs[input]))
                throw field.Element.Refuse($"'{PmmlElement.Shorten(text)}' is no value of field '{field.Field}'.");
        }
        return inputs;
    }

    private void VerifyField(VerificationField field, string expected, double[] inputs, double[] results, string? target, int row)
    {
        var output = IndexOf(Outputs, field.Field);
        if (output < 0 && string.Equals(field.Field, target, StringComparison.Ordinal) && Labels.Count > 0)
        {
            var label = PredictLabel(inputs);
            if (!SameLabel(expected, label)) throw field.Element.Refuse($"verification row {row + 1} expects '{PmmlElement.Shorten(expected)}', the model gives '{label}'.");
            return;
        }
        if (output < 0) return; // a supplementary field, or an output that is not final
        if (!double.TryParse(expected, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return;
        if (!field.Accepts(number, results[output]))
            throw field.Element.Refuse($"verification row {row + 1} expects {number:R} for '{field.Field}', the model gives {results[output]:R}.");
    }

    // The two ways through the model must agree on the row as float32, bit for bit.
    private void VerifyPlan(ModelVerification verification, double[] inputs, int row)
    {
        if (_plan is null) return;
        var singles = Array.ConvertAll(inputs, x => (float)x);
        var (fast, reference) = (new float[Outputs.Count], new float[Outputs.Count]);
        Score(singles, 1, fast);
        ScoreByReference(singles, 1, reference);
        if (!fast.AsSpan().SequenceEqual(reference) && !fast.Zip(reference).All(p => p.First.Equals(p.Second)))
            throw verification.Element.Refuse($"row {row + 1} gives different results by the flat and the reference way: a bug of this engine.");
    }

    private bool SameLabel(string expected, string? actual) =>
        actual is not null && _root.Result.Labels!.CodeOf(expected) == _root.Result.Labels.CodeOf(actual);

    private static int IndexOf(IReadOnlyList<string> names, string name)
    {
        for (var i = 0; i < names.Count; i++)
            if (string.Equals(names[i], name, StringComparison.Ordinal)) return i;
        return -1;
    }
}
