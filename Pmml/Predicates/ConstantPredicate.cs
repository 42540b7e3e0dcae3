using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.Predicates;

/// <summary>True or False.</summary>
internal sealed record ConstantPredicate(bool Value, PmmlElement Element) : Predicate(Element);
