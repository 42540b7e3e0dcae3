using System.Xml;

namespace Maintenance.Training.Evaluation.Pmml;

/// <summary>
/// Which tool wrote a document and which model elements it uses, read without the engine, so that refused documents are listed too.
/// </summary>
internal sealed record DocumentSummary(string Dialect, string Element)
{
    private const string Unknown = "unknown";
    private const int MaxDepth = 600;

    public static DocumentSummary Read(string path)
    {
        var (dialect, elements) = (Unknown, new List<string>());
        try
        {
            using var reader = XmlReader.Create(path, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            while (reader.Read() && reader.Depth < MaxDepth)
            {
                if (reader.NodeType != XmlNodeType.Element) continue;
                if (reader.LocalName == "Application") dialect = reader.GetAttribute("name") is { Length: > 0 } name ? name : Unknown;
                else if (IsModel(reader.LocalName) && !elements.Contains(reader.LocalName)) elements.Add(reader.LocalName);
            }
        }
        catch (XmlException)
        {
            // What was read so far is enough; the engine reports the error.
        }
        return new DocumentSummary(dialect, elements.Count switch
        {
            0 => "none",
            1 => elements[0],
            _ => $"{elements[0]} "
            + $"of {string.Join(", ", elements.Skip(1))}"
        });
    }

    private static bool IsModel(string name) => name.EndsWith("Model", StringComparison.Ordinal) || name is "NeuralNetwork" or "Scorecard"
        or "Regression" or "DecisionTree";
}
