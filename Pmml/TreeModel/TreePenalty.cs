namespace Maintenance.Pmml.TreeModel;

/// <summary>What a tree's confidences lose where missing values decide the path of a row.</summary>
/// <param name="Factor">Factor for each default child or surrogate taken.</param>
/// <param name="Slot">Slot of the product of a row's factors.</param>
/// <param name="TakesDefaultChild">True when an unknown decision leads to a default child.</param>
internal sealed record TreePenalty(double Factor, int Slot, bool TakesDefaultChild);
