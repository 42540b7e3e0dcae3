using Maintenance.Scoring.Pmml.Xml;

namespace Maintenance.Scoring.Pmml.Document;

/// <summary>True or False.</summary>
internal sealed record ConstantPredicate(bool Value, PmmlElement Element) : Predicate(Element);
