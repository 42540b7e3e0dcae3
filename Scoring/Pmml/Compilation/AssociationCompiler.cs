using Maintenance.Scoring.Pmml.Document;
using Maintenance.Scoring.Pmml.Evaluation;

namespace Maintenance.Scoring.Pmml.Compilation;

/// <summary>Compiles an AssociationModel.</summary>
internal static class AssociationCompiler
{
    public static ModelBody Compile(AssociationElement model, CompilationContext context)
    {
        var active = model.Schema.Fields.Where(f => f.Usage == MiningFieldUsage.Active).ToArray();
        if (active.Length != 1) throw model.Element.Refuse($"one active field holds the items; found {active.Length}.");
        var items = context.Scope.Resolve(active[0].Name, active[0].Element);
        if (items.Categories is null) throw active[0].Element.Refuse("items must be text.");
        context.Layout.UsesText = true;
        return new CompiledAssociation(context.Result, model.Rules, items);
    }
}
