using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Expressions;
using Maintenance.Pmml.Model;
using Maintenance.Pmml.Predicates;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.Scorecard;

/// <summary>Compiles a Scorecard.</summary>
internal static class ScorecardCompiler
{
    public static ModelBody Compile(ScorecardElement model, CompilationContext context)
    {
        var reasons = new Vocabulary(FieldDataType.String);
        var usesReasons = model.UsesReasons && context.Document.AsksForReasons;
        var characteristics = model.Characteristics.Select(c => CompileCharacteristic(c, model, usesReasons, reasons, context)).ToArray();
        var first = usesReasons ? context.Layout.Allocate(characteristics.Length, model.Element) : -1;
        return new CompiledScorecard(context.Result, model.InitialScore, model.IsPointsBelow, characteristics, reasons, first);
    }

    private static CompiledScorecard.Characteristic CompileCharacteristic(PmmlElement element, ScorecardElement model, bool usesReasons,
        Vocabulary reasons, CompilationContext context)
    {
        element.AllowOnly("Attribute");
        var baseline = element.Number("baselineScore", model.Element.Number("baselineScore", 0));
        if (usesReasons && element.Optional("baselineScore") is null && model.Element.Optional("baselineScore") is null)
            throw element.Refuse("baselineScore is required where reason codes are used.");
        var attributes = element.ChildrenNamed("Attribute").Select(a =>
        {
            a.AllowOnly([.. Predicate.ElementNames, "ComplexPartialScore"]);
            var code = a.Optional("reasonCode") ?? element.Optional("reasonCode");
            if (usesReasons && code is null) throw a.Refuse("reasonCode is required here or in its Characteristic.");
            CompiledExpression score = a.Child("ComplexPartialScore") is { } complex
                ? new ExpressionCompiler(context.Scope, context.Document.Functions, context.Layout)
                    .Compile(ExpressionCompiler.Find(complex) ?? throw complex.Refuse("has no expression."))
                : new ConstantExpression(a.Number("partialScore"), FieldDataType.Double, null, null);
            if (score.Categories is not null || score.Text is not null) throw a.Refuse("its score is text.");
            return new CompiledScorecard.Attribute(PredicateCompiler.Compile(Predicate.ReadOf(a), context.Scope), score, code is null
                ? -1 : reasons.Add(code));
        }).ToArray();
        return attributes.Length > 0
            ? new CompiledScorecard.Characteristic(baseline, attributes) : throw element.Refuse("has no Attribute.");
    }
}
