using System.Text;

namespace Maintenance.Pmml.Tests.Dialects;

/// <summary>Loads documents as exporters shape them; their numbers are our own.</summary>
internal static class Dialect
{
    public static PmmlModel Load(string document) => PmmlModel.Load(Encoding.UTF8.GetBytes(document));

    /// <summary>Scores a row given by the names of its inputs; an input that is not named is missing.</summary>
    public static Dictionary<string, string?> Score(PmmlModel model, params (string Input, string Value)[] cells)
    {
        foreach (var (input, _) in cells) model.Inputs.ShouldContain(input);
        return Elements.Documents.Score(model, [.. model.Inputs.Select(name => cells.FirstOrDefault(c => c.Input == name).Value)]);
    }
}
