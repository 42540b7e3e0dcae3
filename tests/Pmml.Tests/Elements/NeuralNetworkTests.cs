using static Maintenance.Pmml.Tests.Elements.Documents;

namespace Maintenance.Pmml.Tests.Elements;

public sealed class NeuralNetworkTests
{
    [Fact]
    public void A_radial_basis_falls_off_with_the_distance_to_its_weights()
    {
        // exp(2·ln 3 − ((1 − 2)² + (2 − 4)²) / (2·0.5²)) = 9·e⁻¹⁰
        var model = Load(Numbers, Network("width='0.5' altitude='3'", ""));
        Score(model, "2", "4").Number("t").ShouldBe(9 * Math.Exp(-10), 1e-15);
        Score(model, "1", "2").Number("t").ShouldBe(9, 1e-12);
    }

    [Fact]
    public void A_neurons_own_width_counts_before_the_networks()
    {
        var model = Load(Numbers, Network("width='0.5'", "width='5'"));
        Score(model, "2", "4").Number("t").ShouldBe(Math.Exp(-0.1), 1e-12);
    }

    [Fact]
    public void A_radial_basis_without_a_width_is_refused() =>
        Should.Throw<PmmlException>(() => Load(Numbers, Network("", ""))).Element.ShouldBe("Neuron");

    [Fact]
    public void A_classification_names_the_neuron_that_decides()
    {
        var model = Load(Numbers + Label, "<NeuralNetwork functionName='classification' "
            + "activationFunction='identity'><MiningSchema><MiningField name='c' usageType='target'/><MiningField "
            + "name='x'/></MiningSchema>" +
            "<Output><OutputField name='who' feature='entityId'/></Output><NeuralInputs><NeuralInput id='i'><DerivedField "
                + "optype='continuous' dataType='double'><FieldRef field='x'/></DerivedField></NeuralInput></NeuralInputs>" +
            "<NeuralLayer><Neuron id='na'><Con from='i' weight='-1'/></Neuron><Neuron id='nb'><Con from='i' "
                + "weight='1'/></Neuron></NeuralLayer><NeuralOutputs>" +
            "<NeuralOutput outputNeuron='na'><DerivedField optype='categorical' dataType='string'><NormDiscrete field='c' "
                + "value='a'/></DerivedField></NeuralOutput>" +
            "<NeuralOutput outputNeuron='nb'><DerivedField optype='categorical' dataType='string'><NormDiscrete field='c' "
                + "value='b'/></DerivedField></NeuralOutput></NeuralOutputs></NeuralNetwork>");
        (Score(model, "2")["c"], Score(model, "2")["who"]).ShouldBe(("b", "nb"));
        Score(model, "-2")["who"].ShouldBe("na");
        Score(model, [null])["who"].ShouldBeNull();
    }

    private static string Network(string network, string neuron) =>
        $"<NeuralNetwork functionName='regression' activationFunction='radialBasis' {network}><MiningSchema><MiningField name='t' "
            + "usageType='target'/><MiningField name='x'/><MiningField name='y'/></MiningSchema>" +
        "<NeuralInputs><NeuralInput id='i1'><DerivedField optype='continuous' dataType='double'><FieldRef "
            + "field='x'/></DerivedField></NeuralInput><NeuralInput id='i2'><DerivedField optype='continuous' dataType='double'><FieldRef "
            + "field='y'/></DerivedField></NeuralInput></NeuralInputs>" +
        $"<NeuralLayer><Neuron id='n' {neuron}><Con from='i1' weight='1'/><Con from='i2' weight='2'/></Neuron></NeuralLayer>" +
        "<NeuralOutputs><NeuralOutput outputNeuron='n'><DerivedField optype='continuous' dataType='double'><FieldRef "
            + "field='t'/></DerivedField></NeuralOutput></NeuralOutputs></NeuralNetwork>";
}
