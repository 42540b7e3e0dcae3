using System.Xml.Linq;

namespace Maintenance.Scoring.Pmml;

/// <summary>What a supported document holds, compiled.</summary>
internal sealed record PmmlDocument(
    string Name, string[] Inputs, string[] Labels, TreeEnsemble[] Classes, Dictionary<string, (float Low, float High)> UsualRanges, XElement? Verification)
{
    private const double DefaultPrecision = 1e-6;

    /// <summary>Scores the rows of ModelVerification and compares.</summary>
    /// <exception cref="PmmlException">A result is outside its field's precision.</exception>
    public void Verify(PmmlModel model)
    {
        if (Verification is null) return;
        var fields = Xml.Child(Verification, "VerificationFields").Elements()
            .ToDictionary(f => (string?)f.Attribute("column") ?? Xml.Text(f, "field"), f => f, StringComparer.Ordinal);
        var row = new float[Inputs.Length];
        var outputs = new float[Labels.Length];
        foreach (var element in Xml.Child(Verification, "InlineTable").Elements().Where(e => e.Name.LocalName == "row"))
        {
            Array.Fill(row, float.NaN);
            var expected = new List<(int Output, XElement Field, double Value)>();
            foreach (var cell in element.Elements())
            {
                if (!fields.TryGetValue(cell.Name.LocalName, out var field)) throw PmmlException.At(cell, "no VerificationField names this column.");
                var name = Xml.Text(field, "field");
                var value = double.Parse(cell.Value, System.Globalization.CultureInfo.InvariantCulture);
                var input = Array.IndexOf(Inputs, name);
                if (input >= 0) row[input] = (float)value;
                else expected.Add((model.Outputs.ToList().IndexOf(name), field, value));
            }
            model.Score(row, 1, outputs);
            foreach (var (output, field, value) in expected)
                if (output < 0 || Math.Abs(outputs[output] - value) > Xml.Number(field, "precision", DefaultPrecision) * Math.Max(1, Math.Abs(value)))
                    throw PmmlException.At(element, $"the document expects {Xml.Text(field, "field")} = {value:R}, the engine computes {(output < 0 ? "nothing of that name" : outputs[output].ToString("R"))}.");
        }
    }
}
