using Maintenance.Pmml.Frames;
using Maintenance.Pmml.Transformations;

namespace Maintenance.Pmml.Model;

/// <summary>What the compiler of one model element sees: the document, the names around it, the frame, and where its result goes.</summary>
/// <param name="Document">The document.</param>
/// <param name="Scope">Names visible to the element.</param>
/// <param name="Layout">Slots of the frame.</param>
/// <param name="Result">Where the element's body writes its result.</param>
internal sealed record CompilationContext(PmmlDocument Document, FieldScope Scope, FrameLayout Layout, ResultSlots Result)
{
    /// <summary>The element's derived fields, in the order in which they are computed.</summary>
    public IReadOnlyList<DerivedValue> Derived { get; init; } = [];

    /// <summary>Segments of the element whose own results its outputs ask for, by id; filled by its compiler.</summary>
    public Dictionary<string, (ModelElement Element, CompiledModel Model)> Segments { get; } = new(StringComparer.Ordinal);
}
