using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Model;
using Maintenance.Pmml.Transformations;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.NeuralNetwork;

/// <summary>NeuralNetwork: feed-forward layers.</summary>
internal sealed class NeuralNetworkElement : ModelElement
{
    public NeuralNetworkElement(PmmlElement element) : base(element, "NeuralInputs", "NeuralLayer", "NeuralOutputs")
    {
        _ = element.Required("activationFunction");
        Inputs = [.. element.RequiredChild("NeuralInputs").AllowOnly("NeuralInput").ChildrenNamed("NeuralInput")
            .Select(i => i.AllowOnly("DerivedField"))];
        Layers = [.. element.ChildrenNamed("NeuralLayer")];
        NeuralOutputs = [.. element.RequiredChild("NeuralOutputs").AllowOnly("NeuralOutput").ChildrenNamed("NeuralOutput")];
        if (Inputs.Count == 0 || Layers.Count == 0 || NeuralOutputs.Count == 0) throw element.Refuse("needs inputs, a layer and outputs.");
        if (!IsClassification && NeuralOutputs.Count != 1)
            throw element.Refuse($"a regression needs one NeuralOutput, found {NeuralOutputs.Count}.");
    }

    public IReadOnlyList<PmmlElement> Inputs { get; }

    public IReadOnlyList<PmmlElement> Layers { get; }

    public IReadOnlyList<PmmlElement> NeuralOutputs { get; }

    /// <summary>The expression of an output's DerivedField.</summary>
    public static PmmlElement OutputExpression(PmmlElement output)
    {
        output.AllowOnly("DerivedField");
        var derived = output.RequiredChild("DerivedField");
        var expression = DerivedField.ReadExpression(derived);
        // Field and type are the target's.
        _ = derived.Optional("dataType");
        _ = expression.Optional("field");
        return expression.Name is "FieldRef" or "NormDiscrete" ? expression.AllowOnly() : expression;
    }

    public override void AddCategories(Vocabulary labels)
    {
        foreach (var output in NeuralOutputs)
            if (OutputExpression(output) is { Name: "NormDiscrete" } discrete) labels.Add(discrete.Required("value"));
    }

    public override ModelBody CompileBody(CompilationContext context) => new NeuralNetworkCompiler(this, context).Compile();
}
