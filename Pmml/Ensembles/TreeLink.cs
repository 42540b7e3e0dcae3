namespace Maintenance.Pmml.Ensembles;

/// <summary>Link from margins to predictions, as ML.NET computes it.</summary>
public enum TreeLink
{
    /// <summary>The margin is the prediction.</summary>
    Identity,

    /// <summary>The margin divided by the number of trees, in float32: a forest.</summary>
    Average,

    /// <summary>One margin, two classes: Platt's probability for the first, its complement for the second.</summary>
    Logistic,

    /// <summary>e^margin divided by the sum over all classes, in double precision.</summary>
    SoftMax,

    /// <summary>Platt's probabilities in float32, divided by their sum in double precision.</summary>
    OneAgainstAll,
}
