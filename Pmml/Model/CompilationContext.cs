using Maintenance.Pmml.Frames;
using Maintenance.Pmml.Transformations;

namespace Maintenance.Pmml.Model;

/// <summary>What the compiler of one model element sees: the document, the names in scope, the frame, and its result slots.</summary>
/// <param name="Document">The document.</param>
/// <param name="Scope">Names visible to the element.</param>
/// <param name="Layout">Slots of the frame.</param>
/// <param name="Result">Slots where the element's body writes its result.</param>
internal sealed record CompilationContext(PmmlDocument Document, FieldScope Scope, FrameLayout Layout, ResultSlots Result)
{
    /// <summary>The element's derived fields, in order of computation.</summary>
    public IReadOnlyList<DerivedValue> Derived { get; init; } = [];

    /// <summary>Segments of the element whose results its outputs select, by id; filled by its compiler.</summary>
    public Dictionary<string, (ModelElement Element, CompiledModel Model)> Segments { get; } = new(StringComparer.Ordinal);
}
