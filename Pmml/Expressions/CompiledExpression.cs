using Maintenance.Pmml.DataDictionary;

namespace Maintenance.Pmml.Expressions;

/// <summary>
/// An expression over a row's frame. Its type is known at load; NaN is missing; a category is a code of <see cref="Categories"/>.
/// </summary>
internal abstract class CompiledExpression(FieldDataType dataType, Vocabulary? categories)
{
    public FieldDataType DataType { get; } = dataType;

    public Vocabulary? Categories { get; } = categories;

    /// <summary>Text of a constant whose categories are not yet resolved; null otherwise.</summary>
    public virtual string? Text => null;

    /// <summary>Slot of the field this merely refers to; −1 otherwise.</summary>
    public virtual int PlainSlot => -1;

    /// <summary>Adds the slots the value depends on; false when unknown.</summary>
    public virtual bool TryAddSources(HashSet<int> slots) => false;

    public abstract double Evaluate(Span<double> frame);
}
