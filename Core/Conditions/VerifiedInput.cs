namespace Maintenance.Core.Conditions;

/// <summary>An input of a model.</summary>
/// <param name="Name">Window feature.</param>
/// <param name="Value">Value; null when missing.</param>
/// <param name="Unit">Unit.</param>
public sealed record VerifiedInput(string Name, float? Value, string Unit);
