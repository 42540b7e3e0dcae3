using Maintenance.Pmml.Model;
using Maintenance.Pmml.Predicates;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.MiningModel;

/// <summary>Segment: a model and the predicate that selects the rows it applies to.</summary>
internal sealed record Segment(Predicate Predicate, ModelElement Model, double Weight, PmmlElement Element)
{
    /// <summary>Name of the field that holds the segment's weight per row; null for a constant weight.</summary>
    public PmmlElement? WeightField { get; init; }

    public static Segment Read(PmmlElement element, ModelKinds kinds)
    {
        element.AllowOnly([.. Predicate.ElementNames, .. kinds.Names, "VariableWeight"]);
        var model = element.Children.Where(kinds.IsModel).SingleOrDefaultOrRefuse(element) ?? throw element.Refuse("has no model.");
        return new Segment(Predicate.ReadOf(element), kinds.Read(model), element.Number("weight", 1), element)
        {
            WeightField = element.Child("VariableWeight")?.AllowOnly(),
        };
    }
}
