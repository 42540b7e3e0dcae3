using Maintenance.Pmml.Frames;
using Maintenance.Pmml.MiningFields;
using Maintenance.Pmml.Model;

namespace Maintenance.Pmml.AssociationModel;

/// <summary>Compiles an AssociationModel.</summary>
internal static class AssociationCompiler
{
    public static ModelBody Compile(AssociationElement model, CompilationContext context)
    {
        (int, double, string)[] placed = [.. model.Placed.Select(p =>
        {
            var field = context.Scope.Resolve(p.Field, p.Element);
            return (field.Slot, field.ParseConstant(p.Category ?? p.Item, p.Element), p.Item);
        })];
        var fields = model.Placed.Select(p => p.Field).ToHashSet(StringComparer.Ordinal);
        var active = model.Schema.Fields.Where(f => f.Usage == MiningFieldUsage.Active && !fields.Contains(f.Name)).ToArray();
        if (active.Length > 1 || (active.Length == 0 && placed.Length == 0))
            throw model.Element.Refuse($"exactly one active field must hold the items without a field; found {active.Length}.");
        Field? items = null;
        if (active.Length == 1)
        {
            items = context.Scope.Resolve(active[0].Name, active[0].Element);
            if (items.Categories is null) throw active[0].Element.Refuse("items must be text.");
        }
        context.Layout.UsesText = true;
        return new CompiledAssociation(context.Result, model.Rules, items, placed);
    }
}
