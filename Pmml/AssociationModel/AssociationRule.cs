namespace Maintenance.Pmml.AssociationModel;

/// <summary>AssociationRule. Without an id it is identified by its 1-based number; a measure absent from the document is NaN.</summary>
internal sealed record AssociationRule(
    string Id, string[] Antecedent, string[] Consequent, double Support, double Confidence, double Lift, double Leverage, double Affinity)
{
    public string AntecedentText => Text(Antecedent);

    public string ConsequentText => Text(Consequent);

    public string RuleText => $"{AntecedentText} -> {ConsequentText}";

    public double Measure(string name) => name switch
    {
        "support" => Support,
        "confidence" => Confidence,
        "lift" => Lift,
        "leverage" => Leverage,
        _ => Affinity,
    };

    // A set of one item is written as the item, as in the standard's example.
    private static string Text(string[] items) => items.Length == 1 ? items[0] : $"{{{string.Join(" , ", items)}}}";
}
