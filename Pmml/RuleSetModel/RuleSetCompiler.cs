using System.Globalization;
using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Frames;
using Maintenance.Pmml.Model;
using Maintenance.Pmml.Predicates;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.RuleSetModel;

/// <summary>
/// Compiles a RuleSetModel. The scores of a regression are treated as categories while rules compete; the winner's number is the result.
/// </summary>
internal sealed class RuleSetCompiler(RuleSetModelElement model, CompilationContext context)
{
    public ModelBody Compile()
    {
        var scores = context.Result.Labels ?? Scores();
        var entity = CompileEntity();
        return new CompiledRuleSet(
            context.Result,
            [.. model.Rules.Select((r, i) => new CompiledRuleSet.Rule(
                [.. r.Guards.Select(g => PredicateCompiler.Compile(g, context.Scope))], scores.CodeOf(r.Score), r.Weight, r.Confidence,
                entity?.Categories!.CodeOf(IdOf(r, i)) ?? double.NaN))],
            model.Criterion, model.DefaultScore is null ? -1 : scores.CodeOf(model.DefaultScore), model.DefaultConfidence)
        {
            Entity = entity,
            Numbers = context.Result.Labels is null
                ? [.. scores.Texts.Select(t => double.Parse(t, NumberStyles.Float, CultureInfo.InvariantCulture))] : [],
            FirstShare = context.Result.Labels is null
                ? context.Layout.Allocate(Math.Max(scores.Count, 1), model.Element) : context.Result.Probabilities,
            ScoreCount = scores.Count,
        };
    }

    private Vocabulary Scores()
    {
        var scores = new Vocabulary(FieldDataType.Double);
        foreach (var rule in model.Rules) scores.Add(Number(rule.Score, rule.Element));
        if (model.DefaultScore is { } score) scores.Add(Number(score, model.Element));
        return scores;
    }

    private static string Number(string text, PmmlElement element) =>
        PmmlElement.TryParseFinite(text, out _) ? text : throw element.Refuse($"score '{PmmlElement.Shorten(text)}' is not a number, as a "
            + "regression needs.");

    // A rule without an id is identified by its 1-based number in document order.
    private Field? CompileEntity()
    {
        if (!context.Document.AsksForEntities) return null;
        var ids = new Vocabulary(FieldDataType.String);
        for (var i = 0; i < model.Rules.Count; i++) ids.Add(IdOf(model.Rules[i], i));
        return new Field("entityId", context.Layout.Allocate(1, model.Element), FieldDataType.String, ids);
    }

    private static string IdOf(RuleSetModelElement.Rule rule, int index) => rule.Id ?? (index + 1).ToString(CultureInfo.InvariantCulture);
}
