using Maintenance.Scoring.Pmml.Document;
using Maintenance.Scoring.Pmml.Evaluation;

namespace Maintenance.Scoring.Pmml.Compilation;

/// <summary>Compiles a RuleSetModel.</summary>
internal static class RuleSetCompiler
{
    public static ModelBody Compile(RuleSetModelElement model, CompilationContext context)
    {
        var labels = context.Result.Labels!;
        return new CompiledRuleSet(
            context.Result,
            [.. model.Rules.Select(r => new CompiledRuleSet.Rule(
                [.. r.Guards.Select(g => PredicateCompiler.Compile(g, context.Scope))], labels.CodeOf(r.Score), r.Weight, r.Confidence))],
            model.Criterion, model.DefaultScore is null ? -1 : labels.CodeOf(model.DefaultScore), model.DefaultConfidence);
    }
}
