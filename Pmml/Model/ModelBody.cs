using Maintenance.Pmml.Expressions;
using Maintenance.Pmml.Frames;

namespace Maintenance.Pmml.Model;

/// <summary>
/// What a model element computes, between its prepared fields and its result slots. Extension point for further model elements: subclass
/// this and write a compiler for it. Immutable, allocation-free, any thread.
/// </summary>
/// <param name="result">Result slots; every call writes all of them.</param>
internal abstract class ModelBody(ResultSlots result)
{
    public ResultSlots Result { get; } = result;

    /// <summary>The node, rule or cluster that gave the result, where an output requests it; otherwise null.</summary>
    public Field? Entity { get; init; }

    public abstract void Evaluate(Span<double> frame);

    /// <summary>The body that answers outputs other than value and probability: for a chain, its last.</summary>
    public virtual ModelBody Speaker => this;

    /// <summary>
    /// Outputs of the models inside that are results of the whole too: those of the segments of a chain, and of the segment that
    /// selectFirst selects.
    /// </summary>
    public virtual IEnumerable<CompiledOutput> InnerOutputs => [];

    /// <summary>True when the body itself computes outputs that name a category or a confidence, although it is a regression.</summary>
    public virtual bool MakesAllOutputs => false;

    /// <summary>The expression of an output whose feature is specific to this kind of model; null for all others.</summary>
    public virtual CompiledExpression? CompileOutput(OutputField output) => null;
}
