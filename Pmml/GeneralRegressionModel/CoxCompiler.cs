using Maintenance.Pmml.Model;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.GeneralRegressionModel;

/// <summary>Compiles the parts of a Cox regression besides its linear predictor: time, strata and baseline hazards.</summary>
internal static class CoxCompiler
{
    public static ModelBody Compile(GeneralRegressionElement model, RegressionTerm[] terms, double[] betas, CompilationContext context)
    {
        Check(model, context);
        var time = context.Scope.ResolveNumeric(model.Element.Required("endTimeVariable"), model.Element);
        var stratum = model.Element.Optional("baselineStrataVariable") is { } name ? context.Scope.Resolve(name, model.Element) : null;
        var tables = model.Element.RequiredChild("BaseCumHazardTables");
        tables.AllowOnly("BaselineStratum", "BaselineCell");
        CompiledCox.Baseline[] baselines = stratum is null
            ? [ReadBaseline(tables, 0)]
            : [.. tables.ChildrenNamed("BaselineStratum").Select(s =>
                ReadBaseline(s.AllowOnly("BaselineCell"), stratum.ParseConstant(s.Required("value"), s)))];
        if (baselines.Select(b => b.Stratum).Distinct().Count() != baselines.Length) throw tables.Refuse("a stratum appears twice.");
        var reference = model.References.Zip(betas, (point, beta) => point * beta).Sum();
        return new CompiledCox(context.Result, terms, betas, reference, time.Slot, stratum?.Slot ?? -1, baselines);
    }

    // Evaluators disagree on a numeric category used as a covariate: some take it as a number, others as a category without a cell. The
    // result would be a guess.
    private static void Check(GeneralRegressionElement model, CompilationContext context)
    {
        foreach (var covariate in model.Covariates)
            if (context.Document.Fields.TryGetValue(covariate, out var field) && field.IsCategorical)
                throw model.Element.RequiredChild("CovariateList").Refuse($"'{PmmlElement.Shorten(covariate)}' is declared categorical in "
                    + "the data dictionary, but a covariate must be a number.");
    }

    private static CompiledCox.Baseline ReadBaseline(PmmlElement element, double stratum)
    {
        var cells = element.ChildrenNamed("BaselineCell")
            .Select(c => (Time: c.AllowOnly().Number("time"), Hazard: c.Number("cumHazard"), Element: c))
            .OrderBy(c => c.Time).ToArray();
        if (cells.Length == 0) throw element.Refuse("has no BaselineCell.");
        for (var i = 0; i < cells.Length; i++)
            if (cells[i].Hazard < 0 || (i > 0 && cells[i].Time == cells[i - 1].Time))
                throw cells[i].Element.Refuse("hazards must not be negative, and each time may appear only once.");
        return new CompiledCox.Baseline(stratum, element.Number("maxTime"), [.. cells.Select(c => c.Time)],
            [.. cells.Select(c => c.Hazard)]);
    }
}
