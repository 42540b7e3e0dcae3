using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Frames;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.Predicates;

/// <summary>Compiles predicates against the names in scope.</summary>
internal static class PredicateCompiler
{
    public static CompiledPredicate Compile(Predicate predicate, FieldScope scope) => predicate switch
    {
        ConstantPredicate constant => new CompiledPredicate.Constant(constant.Value ? Truth.True : Truth.False),
        SimplePredicate simple => CompileSimple(simple, scope),
        SimpleSetPredicate set => CompileSet(set, scope),
        CompoundPredicate compound => new CompiledPredicate.Compound(
            compound.Operator, [.. compound.Parts.Select(p => Compile(p, scope))]),
        _ => throw predicate.Element.Refuse("has no compiler."),
    };

    private static CompiledPredicate CompileSimple(SimplePredicate simple, FieldScope scope)
    {
        var field = scope.Resolve(simple.Field, simple.Element);
        var ordered = simple.Operator is PredicateOperator.LessThan or PredicateOperator.LessOrEqual
            or PredicateOperator.GreaterThan or PredicateOperator.GreaterOrEqual;
        if (ordered && field.DataType == FieldDataType.Boolean && simple.Value is { } bound)
            return new CompiledPredicate.Comparison(simple.Operator, field.Slot, field.ParseTruth(bound, simple.Element));
        if (ordered && field.IsCategorical) throw simple.Element.Refuse($"operator {simple.Operator} needs an ordered field, but field "
            + $"'{field.Name}' is declared categorical.");
        if (ordered && field is { IsOrdinal: true, Categories: { DeclaredCount: > 0 } order } && simple.Value is { } text)
            return new CompiledPredicate.Ranked(simple.Operator, field.Slot, RankOf(text, order, simple), order.DeclaredCount);
        if (ordered && !field.IsNumeric) throw simple.Element.Refuse($"operator {simple.Operator} needs a number, but field "
            + $"'{field.Name}' is not one.");
        var value = simple.Value is null ? 0 : field.ParseConstant(simple.Value, simple.Element);
        return new CompiledPredicate.Comparison(simple.Operator, field.Slot, value);
    }

    // Codes of declared values follow their order.
    private static int RankOf(string text, Vocabulary order, SimplePredicate simple) =>
        order.CodeOf(text) is >= 0 and var code && code < order.DeclaredCount
            ? code : throw simple.Element.Refuse($"'{PmmlElement.Shorten(text)}' is not in the order of field '{simple.Field}'.");

    private static CompiledPredicate.Membership CompileSet(SimpleSetPredicate set, FieldScope scope)
    {
        var field = scope.Resolve(set.Field, set.Element);
        var values = set.Values.Select(v => field.ParseConstant(v, set.Element)).Distinct().ToArray();
        Array.Sort(values);
        return new CompiledPredicate.Membership(field.Slot, values, set.IsIn);
    }
}
