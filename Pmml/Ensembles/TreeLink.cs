namespace Maintenance.Pmml.Ensembles;

/// <summary>From margins to predictions, as ML.NET computes them.</summary>
public enum TreeLink
{
    /// <summary>The margin is the prediction.</summary>
    Identity,

    /// <summary>The margin over the number of trees, in float32: a forest.</summary>
    Average,

    /// <summary>One margin, two classes: Platt's probability of the first, its complement for the second.</summary>
    Logistic,

    /// <summary>e^margin over the sum of them, in double precision.</summary>
    SoftMax,

    /// <summary>Platt's probabilities in float32, divided by their sum in double precision.</summary>
    OneAgainstAll,
}
