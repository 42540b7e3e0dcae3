namespace Maintenance.Core.Conditions;

/// <summary>A computed feature of a block (ISO 13374 data manipulation).</summary>
/// <param name="Index">Position in a descriptor vector.</param>
/// <param name="Name">Column name in <c>descriptor</c> and field name in models, snake_case with its unit where that is not
/// obvious.</param>
/// <param name="Unit">Unit, UCUM-like; "1" for dimensionless.</param>
/// <param name="Meaning">Plain words for operators, used in reasons.</param>
/// <param name="Traits">How it is treated apart from others.</param>
public sealed record Descriptor(int Index, string Name, string Unit, string Meaning, DescriptorTraits Traits);
