using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Expressions;
using Maintenance.Pmml.Frames;
using Maintenance.Pmml.Model;
using Maintenance.Pmml.Transformations;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.NeuralNetwork;

/// <summary>Compiles a NeuralNetwork: every neuron gets a slot, and sees only those before its layer.</summary>
internal sealed class NeuralNetworkCompiler(NeuralNetworkElement model, CompilationContext context)
{
    private readonly Dictionary<string, int> _slots = new(StringComparer.Ordinal);

    public ModelBody Compile()
    {
        var inputs = model.Inputs.Select(CompileInput).ToArray();
        var layers = model.Layers.Select((layer, i) => CompileLayer(layer, isLast: i == model.Layers.Count - 1)).ToArray();
        var outputs = model.NeuralOutputs.Select(o => (SlotOf(o.Required("outputNeuron"), o), LabelOf(o))).ToArray();
        if (context.Result.Labels is not null && outputs.Length < 2)
            throw model.Element.Refuse("a classification needs at least two NeuralOutputs.");
        return new CompiledNeuralNetwork(context.Result, inputs, layers, outputs, CompileScale()) { Entity = CompileEntity() };
    }

    // The deciding neuron, by its id.
    private Field? CompileEntity()
    {
        if (!context.Document.AsksForEntities) return null;
        var ids = new Vocabulary(FieldDataType.String);
        foreach (var output in model.NeuralOutputs) ids.Add(output.Required("outputNeuron"));
        if (ids.Count != model.NeuralOutputs.Count) throw model.Element.Refuse("two NeuralOutputs refer to the same neuron: an entityId "
            + "would be ambiguous.");
        return new Field("entityId", context.Layout.Allocate(1, model.Element), FieldDataType.String, ids);
    }

    private (DerivedValue, int) CompileInput(PmmlElement input)
    {
        var element = input.RequiredChild("DerivedField");
        var derived = DerivedFieldCompiler.Compile([DerivedField.ReadNamed(element, input.Required("id"))], new FieldScope(context.Scope),
            context.Document.Functions, context.Layout)[0];
        if (derived.Expression.Categories is not null) throw input.Refuse("is text; a number is needed.");
        return (derived, Define(input));
    }

    private int Define(PmmlElement element)
    {
        var slot = context.Layout.Allocate(1, element);
        return _slots.TryAdd(element.Required("id"), slot)
            ? slot : throw element.Refuse($"id '{PmmlElement.Shorten(element.Required("id"))}' appears twice.");
    }

    private int SlotOf(string id, PmmlElement element) =>
        _slots.TryGetValue(id, out var slot) ? slot : throw element.Refuse($"'{PmmlElement.Shorten(id)}' names no earlier neuron.");

    private CompiledNeuralNetwork.Layer CompileLayer(PmmlElement layer, bool isLast)
    {
        layer.AllowOnly("Neuron");
        var neurons = layer.ChildrenNamed("Neuron").ToArray();
        if (neurons.Length == 0) throw layer.Refuse("has no Neuron.");
        var (offsets, sources, weights) = (new List<int> { 0 }, new List<int>(), new List<double>());
        foreach (var neuron in neurons)
        {
            neuron.AllowOnly("Con");
            foreach (var connection in neuron.ChildrenNamed("Con"))
            {
                connection.AllowOnly();
                sources.Add(SlotOf(connection.Required("from"), connection));
                weights.Add(connection.Number("weight"));
            }
            offsets.Add(sources.Count);
        }
        var slots = neurons.Select(Define).ToArray();
        // The network's normalizationMethod applies to its last layer.
        var normalizing = layer.Optional("normalizationMethod") is not null || !isLast ? layer : model.Element;
        var activation = ReadActivation(layer.Optional("activationFunction") is null ? model.Element : layer);
        return new CompiledNeuralNetwork.Layer(
            slots[0], [.. neurons.Select(n => n.Number("bias", 0))], [.. offsets], [.. sources], [.. weights],
            activation,
            layer.Number("threshold", model.Element.Number("threshold", 0)),
            normalizing.Word("normalizationMethod", NeuralNormalization.None,
                ("none", NeuralNormalization.None), ("simplemax", NeuralNormalization.SimpleMax), ("softmax", NeuralNormalization.SoftMax)))
        {
            Bumps = activation == NeuralActivation.RadialBasis ? [.. neurons.Select(n => ReadBump(n, layer))] : [],
        };
    }

    // The neuron's own attribute takes precedence, then its layer's, then the network's.
    private (double Width, double LogAltitude) ReadBump(PmmlElement neuron, PmmlElement layer)
    {
        double Of(string name, double otherwise) => neuron.Number(name, layer.Number(name, model.Element.Number(name, otherwise)));
        var (width, altitude) = (Of("width", double.NaN), Of("altitude", 1));
        if (!(width > 0) || altitude <= 0) throw neuron.Refuse("a radial basis needs a width and an altitude above 0.");
        return (width, Math.Log(altitude));
    }

    private static NeuralActivation ReadActivation(PmmlElement element) => element.Word("activationFunction", NeuralActivation.Identity,
        ("threshold", NeuralActivation.Threshold), ("logistic", NeuralActivation.Logistic), ("tanh", NeuralActivation.Tanh),
        ("identity", NeuralActivation.Identity), ("exponential", NeuralActivation.Exponential), ("reciprocal", NeuralActivation.Reciprocal),
        ("square", NeuralActivation.Square), ("Gauss", NeuralActivation.Gauss), ("gauss", NeuralActivation.Gauss),
        ("sine", NeuralActivation.Sine),
        ("cosine", NeuralActivation.Cosine), ("Elliott", NeuralActivation.Elliott), ("elliott", NeuralActivation.Elliott),
        ("arctan", NeuralActivation.Arctan), ("rectifier", NeuralActivation.Rectifier),
        ("radialBasis", NeuralActivation.RadialBasis));

    private int LabelOf(PmmlElement output)
    {
        if (context.Result.Labels is not { } labels) return -1;
        var expression = NeuralNetworkElement.OutputExpression(output);
        if (expression.Name != "NormDiscrete") throw expression.Refuse("is not supported in the output of a classification; NormDiscrete "
            + "is.");
        return labels.CodeOf(expression.Required("value"));
    }

    // The output's expression is the transformation of the target for training: inverted here.
    private NormContinuousExpression? CompileScale()
    {
        if (context.Result.Labels is not null) return null;
        var expression = NeuralNetworkElement.OutputExpression(model.NeuralOutputs[0]);
        if (expression.Name == "FieldRef") return null;
        if (expression.Name != "NormContinuous") throw expression.Refuse("is not supported in the output of a regression; FieldRef and "
            + "NormContinuous are.");
        return ExpressionCompiler.CompileNormContinuous(expression, slot: -1);
    }
}
