namespace Maintenance.Pmml.Coverage;

/// <summary>An attribute of an element.</summary>
/// <param name="Name">Name.</param>
/// <param name="Use">What becomes of it.</param>
/// <param name="Note">Why it is harmless, or the default that is accepted.</param>
internal sealed record SchemaAttribute(string Name, SchemaUse Use, string Note);
