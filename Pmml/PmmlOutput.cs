using Maintenance.Pmml.Model;

namespace Maintenance.Pmml;

/// <summary>One value in a row's results.</summary>
/// <param name="Name">Target, output field, or probability(label).</param>
/// <param name="Slot">Its slot in the frame.</param>
/// <param name="Category">The category it refers to (0 for a regression); −1 for none.</param>
internal sealed record PmmlOutput(string Name, int Slot, int Category)
{
    public static PmmlOutput[] Define(ModelElement model, CompiledModel root)
    {
        var outputs = new List<PmmlOutput>();
        if (root.Result.Labels is { } labels)
            for (var i = 0; i < labels.Count; i++)
                outputs.Add(new PmmlOutput($"probability({labels.Texts[i]})", root.Result.Probabilities + i, i));
        else
            outputs.Add(new PmmlOutput(model.Schema.Target?.Name ?? "prediction", root.Result.Value, 0));
        foreach (var output in root.Outputs)
            if (output.IsFinal && !outputs.Exists(o => string.Equals(o.Name, output.Name, StringComparison.Ordinal)))
                outputs.Add(new PmmlOutput(output.Name, output.Slot, output.IsProbability
                    ? output.Label : root.Result.Labels is null ? 0 : -1));
        foreach (var inner in root.Body.InnerOutputs.Where(o => o.IsFinal).Reverse().DistinctBy(o => o.Name).Reverse())
            if (outputs.TrueForAll(o => o.Name != inner.Name)) outputs.Add(new PmmlOutput(inner.Name, inner.Slot, -1));
        return [.. outputs];
    }
}
