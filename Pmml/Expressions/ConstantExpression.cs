using Maintenance.Pmml.DataDictionary;

namespace Maintenance.Pmml.Expressions;

/// <summary>Constant.</summary>
internal sealed class ConstantExpression(double value, FieldDataType dataType, Vocabulary? categories, string? text)
    : CompiledExpression(dataType, categories)
{
    public override string? Text => text;

    public double Value => value;

    public override bool TryAddSources(HashSet<int> slots) => true;

    public override double Evaluate(Span<double> frame) => value;
}
