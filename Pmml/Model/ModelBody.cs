using Maintenance.Pmml.Expressions;
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

    /// <summary>The body that speaks for this one where an output asks for more than value and probability: of a chain, its last.</summary>
    public virtual ModelBody Speaker => this;

    /// <summary>Every output that names a category or a confidence is of the body's own making, though it is a regression.</summary>
    public virtual bool MakesAllOutputs => false;

    /// <summary>The expression of an output whose feature is one of this kind of model alone; null for all others.</summary>
    public virtual CompiledExpression? CompileOutput(OutputField output) => null;
}
