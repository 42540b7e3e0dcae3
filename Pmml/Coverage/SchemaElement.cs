namespace Maintenance.Pmml.Coverage;

/// <summary>An element of PMML's schema, with all that is inside where it is harmless.</summary>
/// <param name="Name">Name.</param>
/// <param name="Use">What becomes of it.</param>
/// <param name="Note">Why it is harmless or refused.</param>
/// <param name="Attributes">Its attributes.</param>
internal sealed record SchemaElement(string Name, SchemaUse Use, string Note, IReadOnlyList<SchemaAttribute> Attributes);
