using Maintenance.Pmml.Frames;

namespace Maintenance.Pmml.Model;

/// <summary>
/// What a model element computes, between its prepared fields and its result slots. The seam for further model elements: subclass this,
/// give it a compiler. Immutable, allocation-free, any thread.
/// </summary>
/// <param name="result">Where the result goes; every call writes all of its slots.</param>
internal abstract class ModelBody(ResultSlots result)
{
    public ResultSlots Result { get; } = result;

    /// <summary>Which node, rule or cluster gave the result, where the document asks for it; else null.</summary>
    public Field? Entity { get; init; }

    public abstract void Evaluate(Span<double> frame);
}
