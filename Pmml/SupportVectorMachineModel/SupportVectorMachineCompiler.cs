using Maintenance.Pmml.Model;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.SupportVectorMachineModel;

/// <summary>Compiles a SupportVectorMachineModel.</summary>
internal static class SupportVectorMachineCompiler
{
    public static ModelBody Compile(SupportVectorMachineElement model, CompilationContext context)
    {
        var fields = CompileFields(model.Dictionary.RequiredChild("VectorFields"), context);
        var vectors = new Dictionary<string, double[]>(StringComparer.Ordinal);
        foreach (var instance in model.Dictionary.ChildrenNamed("VectorInstance"))
            if (!vectors.TryAdd(instance.AllowOnly("Array", "REAL-SparseArray").Required("id"), ReadVector(instance, fields.Length)))
                throw instance.Refuse("its id appears twice.");
        if (model is { IsClassification: true, IsOneAgainstOne: false, Machines.Count: 1 } && context.Result.Labels!.Count > 1)
            throw model.Machines[0].Refuse("a single machine without an alternateTargetCategory would give its own category to every row.");
        var kernel = new CompiledSupportVectorMachine.Kernel(
            model.Kernel.Name, model.Kernel.Number("gamma", 1), model.Kernel.Number("coef0", 1), model.Kernel.Number("degree", 1));
        var machines = model.Machines.Select(m => CompileMachine(m, model, vectors, fields.Length, context)).ToArray();
        return new CompiledSupportVectorMachine(
            context.Result, fields, context.Layout.Allocate(Math.Max(fields.Length, 1), model.Element), kernel, machines,
            model.IsOneAgainstOne, model.MaxWins);
    }

    private static (int Slot, double Category)[] CompileFields(PmmlElement element, CompilationContext context)
    {
        element.AllowOnly("FieldRef", "CategoricalPredictor");
        return [.. element.Children.Where(c => c.Name != "Extension").Select(c =>
        {
            c.AllowOnly();
            if (c.Name == "FieldRef") return (context.Scope.ResolveNumeric(c.Required("field"), c).Slot, double.NaN);
            if (c.Number("coefficient", 1) != 1) throw c.Refuse("its coefficient must be 1: the field is 1 where it has the category.");
            var field = context.Scope.Resolve(c.Required("name"), c);
            return (field.Slot, field.ParseConstant(c.Required("value"), c));
        })];
    }

    private static CompiledSupportVectorMachine.Machine CompileMachine(
        PmmlElement element, SupportVectorMachineElement model, Dictionary<string, double[]> vectors, int width, CompilationContext context)
    {
        var coefficients = element.RequiredChild("Coefficients").AllowOnly("Coefficient");
        var values = coefficients.ChildrenNamed("Coefficient").Select(c => c.AllowOnly().Number("value", 0)).ToArray();
        double[][]? own = null;
        if (!model.UsesCoefficients)
            own = [.. element.RequiredChild("SupportVectors").AllowOnly("SupportVector").ChildrenNamed("SupportVector").Select(v =>
                vectors.TryGetValue(v.AllowOnly().Required("vectorId"), out var vector)
                    ? vector : throw v.Refuse($"vectorId '{PmmlElement.Shorten(v.Required("vectorId"))}' is unknown."))];
        if (values.Length != (own?.Length ?? width)) throw coefficients.Refuse($"{own?.Length ?? width} coefficients are needed, "
            + $"found {values.Length}.");
        // A value that rounds to 1 is the targetCategory, any below 0.5 the other.
        if (model.AlternateCategory is { } other)
            return new CompiledSupportVectorMachine.Machine(own, values, coefficients.Number("absoluteValue", 0), Label(other),
                Label(element.Required("targetCategory")), 0.5);
        int Label(string? category) => category is null ? -1 : context.Result.Labels?.CodeOf(category) ?? -1;
        return new CompiledSupportVectorMachine.Machine(
            own, values, coefficients.Number("absoluteValue", 0),
            Label(element.Optional("targetCategory")), Label(element.Optional("alternateTargetCategory")),
            element.Number("threshold", model.Threshold));
    }

    private static double[] ReadVector(PmmlElement instance, int width)
    {
        if (instance.Child("Array") is { } array)
        {
            var dense = PmmlArray.Read(array).Select(v => Parse(v, array)).ToArray();
            return dense.Length == width ? dense : throw array.Refuse($"{width} values are needed, found {dense.Length}.");
        }
        var sparse = instance.RequiredChild("REAL-SparseArray").AllowOnly("Indices", "REAL-Entries");
        var vector = new double[width];
        Array.Fill(vector, sparse.Number("defaultValue", 0));
        var indices = sparse.Child("Indices") is { } i ? PmmlArray.Read(i) : [];
        var entries = sparse.Child("REAL-Entries") is { } e ? PmmlArray.Read(e) : [];
        if (indices.Count != entries.Count) throw sparse.Refuse($"{indices.Count} indices, but {entries.Count} entries.");
        for (var k = 0; k < indices.Count; k++)
        {
            if (!int.TryParse(indices[k], out var index) || index < 1 || index > width)
                throw sparse.Refuse($"index '{PmmlElement.Shorten(indices[k])}' is not 1 … {width}.");
            vector[index - 1] = Parse(entries[k], sparse);
        }
        return vector;
    }

    private static double Parse(string text, PmmlElement element) =>
        PmmlElement.TryParseFinite(text, out var value) ? value : throw element.Refuse($"'{PmmlElement.Shorten(text)}' is not a number.");
}
