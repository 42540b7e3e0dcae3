using System.Globalization;
using System.Xml.Linq;

namespace Maintenance.Pmml.Tests;

/// <summary>
/// The shipped model against a second, literal reading of its document: nodes are walked as XML and summed in double in document order,
/// each sum rounded once to float32, then a softmax in double. It shares no code with the engine.
/// </summary>
public sealed class ShippedModelTests
{
    private const int Rows = 3000;
    private const double Tolerance = 1e-6;

    private static readonly string Path = Repository.PathOf("models/drill-health.pmml");

    [Fact]
    public void The_shipped_model_gives_what_its_document_says_with_and_without_missing_values()
    {
        var model = PmmlModel.LoadFile(Path);
        var (rows, expected) = (RandomRows(model, seed: 11), new LiteralReading(Path));
        var results = new float[Rows * model.Outputs.Count];
        model.Score(rows, Rows, results);
        var labels = new HashSet<int>();
        for (var row = 0; row < Rows; row++)
        {
            var probabilities = expected.Score(model.Inputs, rows.AsSpan(row * model.Inputs.Count, model.Inputs.Count));
            labels.Add(Array.IndexOf(probabilities, probabilities.Max()));
            for (var k = 0; k < probabilities.Length; k++)
            {
                model.Outputs[k].ShouldBe($"probability({expected.Labels[k]})");
                ((double)results[row * probabilities.Length + k]).ShouldBe(probabilities[k], Tolerance, $"row {row}, {model.Outputs[k]}");
            }
        }
        labels.Count.ShouldBe(expected.Labels.Length, "rows of every class are needed for the comparison to mean something");
    }

    [Fact]
    public void A_row_scores_to_the_same_bits_alone_and_in_any_batch()
    {
        var model = PmmlModel.LoadFile(Path);
        var rows = RandomRows(model, seed: 12);
        var (inputs, outputs) = (model.Inputs.Count, model.Outputs.Count);
        var together = new float[Rows * outputs];
        model.Score(rows, Rows, together);
        var alone = new float[outputs];
        for (var row = 0; row < Rows; row++)
        {
            model.Score(rows.AsSpan(row * inputs, inputs), 1, alone);
            alone.ShouldBe(together[(row * outputs)..((row + 1) * outputs)], $"row {row}");
        }
    }

    [Fact]
    public void Scoring_and_explaining_allocate_nothing()
    {
        var model = PmmlModel.LoadFile(Path);
        var rows = RandomRows(model, seed: 13);
        var (results, contributions) = (new float[Rows * model.Outputs.Count], new float[model.Inputs.Count]);
        Allocated.By(Run).ShouldBe(0);

        void Run()
        {
            model.Score(rows, Rows, results);
            for (var output = 0; output < model.Outputs.Count; output++)
            {
                model.Score(rows, 1, results);
                model.Explain(rows.AsSpan(0, model.Inputs.Count), output, contributions);
            }
        }
    }

    [Fact]
    public void The_shipped_model_serves_its_usual_ranges_and_exact_contributions()
    {
        var model = PmmlModel.LoadFile(Path);
        model.IsFlatEnsemble.ShouldBeTrue();
        model.ExplainsExactly.ShouldBeTrue();
        model.Hash.Length.ShouldBe(64);
        // What no simulated sensor reaches, such as octaves above its Nyquist frequency, has no usual range.
        model.UsualRanges.Count.ShouldBeInRange(model.Inputs.Count * 9 / 10, model.Inputs.Count);
        foreach (var (name, (low, high)) in model.UsualRanges)
        {
            model.Inputs.ShouldContain(name);
            low.ShouldBeLessThanOrEqualTo(high, name);
        }
    }

    [Theory]
    [InlineData("1", "99")]
    [InlineData("5", "95")] // as earlier builds labelled them
    public void The_usual_range_is_that_of_the_quantiles_as_they_are_labelled(string low, string high)
    {
        var document = XDocument.Load(Path);
        XName limit = "quantileLimit", value = "quantileValue";
        var quantiles = document.Descendants().Where(e => e.Name.LocalName == "Quantile").ToList();
        quantiles.Select(q => q.Attribute(limit)!.Value).Distinct().ShouldBe(["1", "99"], "what training writes");
        foreach (var quantile in quantiles) quantile.SetAttributeValue(limit, quantile.Attribute(limit)!.Value == "1" ? low : high);
        var field = quantiles[0].Parent!.Parent!.Attribute("field")!.Value;
        PmmlModel.Load(Bytes(document)).UsualRanges[field].ShouldBe(
            (Number(quantiles[0].Attribute(value)!), Number(quantiles[1].Attribute(value)!)));
        foreach (var quantile in quantiles) quantile.SetAttributeValue(limit, "10");
        PmmlModel.Load(Bytes(document)).UsualRanges.ShouldBeEmpty("another range is not taken for it");

        static float Number(XAttribute attribute) => float.Parse(attribute.Value, CultureInfo.InvariantCulture);
    }

    [Fact]
    public void A_verification_row_that_does_not_agree_refuses_the_model()
    {
        var document = XDocument.Load(Path);
        var row = document.Descendants().First(e => e.Name.LocalName == "row");
        row.Elements().First(e => e.Name.LocalName == "y0").Value = "0.123456";
        Should.Throw<PmmlException>(() => PmmlModel.Load(Bytes(document))).Message.ShouldContain("0.123456");
    }

    private static byte[] Bytes(XDocument document)
    {
        var bytes = new MemoryStream();
        document.Save(bytes);
        return bytes.ToArray();
    }

    // One value in ten is missing; the others reach well outside what is usual.
    private static float[] RandomRows(PmmlModel model, int seed)
    {
        var random = new Random(seed);
        var rows = new float[Rows * model.Inputs.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            var (low, high) = model.UsualRanges.GetValueOrDefault(model.Inputs[i % model.Inputs.Count], (0f, 1f));
            var value = low + ((random.NextDouble() * 3) - 1) * (high - low + 1e-3);
            rows[i] = random.NextDouble() < 0.1 ? float.NaN : (float)value;
        }
        return rows;
    }

    private sealed class LiteralReading
    {
        private readonly LiteralNode[][] _roots;

        public LiteralReading(string path)
        {
            var chain = XDocument.Load(path).Root!.Elements().Single(e => e.Name.LocalName == "MiningModel");
            Labels = [.. chain.Descendants().Where(e => e.Name.LocalName == "RegressionTable")
                .Select(t => t.Attribute("targetCategory")!.Value)];
            _roots = [.. chain.Descendants().Where(e => e.Name.LocalName == "MiningModel").Select(sum => sum.Descendants()
                .Where(e => e.Name.LocalName == "TreeModel")
                    .Select(t => new LiteralNode(t.Elements().Single(e => e.Name.LocalName == "Node"))).ToArray())];
        }

        public string[] Labels { get; }

        public double[] Score(IReadOnlyList<string> names, ReadOnlySpan<float> row)
        {
            var values = new Dictionary<string, float>();
            for (var i = 0; i < names.Count; i++) values[names[i]] = row[i];
            var exponentials = _roots
                .Select(trees => Math.Exp((float)trees.Aggregate(0.0, (sum, root) => sum + root.Walk(values)))).ToArray();
            return [.. exponentials.Select(e => e / exponentials.Sum())];
        }
    }

    private sealed class LiteralNode
    {
        private readonly string? _id, _default, _field, _operator;
        private readonly double _score;
        private readonly float _value;
        private readonly LiteralNode[] _children;

        public LiteralNode(XElement node)
        {
            (_id, _default) = (node.Attribute("id")?.Value, node.Attribute("defaultChild")?.Value);
            _score = double.Parse(node.Attribute("score")?.Value ?? "NaN", CultureInfo.InvariantCulture);
            _children = [.. node.Elements().Where(e => e.Name.LocalName == "Node").Select(e => new LiteralNode(e))];
            if (node.Elements().SingleOrDefault(e => e.Name.LocalName == "SimplePredicate") is not { } predicate) return;
            (_field, _operator) = (predicate.Attribute("field")!.Value, predicate.Attribute("operator")!.Value);
            _value = Number(predicate, "value");
        }

        public double Walk(Dictionary<string, float> row) =>
            _children.Length == 0 ? _score : (_children.SingleOrDefault(c => c.Holds(row)) ?? _children.Single(c => c._id == _default))
                .Walk(row);

        private bool Holds(Dictionary<string, float> row) => _operator switch
        {
            "lessOrEqual" => row[_field!] <= _value,
            "greaterThan" => row[_field!] > _value,
            _ => throw new InvalidOperationException($"No operator '{_operator}' was expected."),
        };

        private static float Number(XElement element, string attribute) =>
            float.Parse(element.Attribute(attribute)?.Value ?? "NaN", CultureInfo.InvariantCulture);
    }
}
