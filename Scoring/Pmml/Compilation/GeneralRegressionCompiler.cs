using Maintenance.Scoring.Pmml.Document;
using Maintenance.Scoring.Pmml.Evaluation;
using Maintenance.Scoring.Pmml.Xml;

namespace Maintenance.Scoring.Pmml.Compilation;

/// <summary>Compiles a GeneralRegressionModel.</summary>
internal sealed class GeneralRegressionCompiler(GeneralRegressionElement model, CompilationContext context)
{
    public ModelBody Compile()
    {
        var labels = context.Result.Labels;
        var (codes, reference) = labels is null ? ([0], -1) : Categories(labels);
        return new CompiledGeneralRegression(
            context.Result, model.Kind, CompileTerms(), CompileBetas(codes, labels), codes, reference, ReadLink(),
            ReadAmount("offsetValue", "offsetVariable", 0), ReadAmount("trialsValue", "trialsVariable", 1));
    }

    private (int[] Codes, int Reference) Categories(Vocabulary labels)
    {
        var reference = model.ReferenceCategory is { } text ? labels.CodeOf(text) : -1;
        if (model.Kind == GeneralRegressionKind.OrdinalMultinomial) return ([.. Enumerable.Range(0, labels.Count - 1)], labels.Count - 1);
        var codes = new List<int>();
        foreach (var cell in model.Betas)
            if (cell.Optional("targetCategory") is { } category && labels.CodeOf(category) is var code && code != reference && !codes.Contains(code)) codes.Add(code);
        // Cells without a category speak of every category but the reference.
        if (codes.Count == 0) codes.AddRange(Enumerable.Range(0, labels.Count).Where(c => c != reference));
        if (reference < 0 && codes.Count < labels.Count) reference = Enumerable.Range(0, labels.Count).First(c => !codes.Contains(c));
        if (model.Kind == GeneralRegressionKind.GeneralizedLinear && (codes.Count != 1 || reference < 0))
            throw model.Element.Refuse("a generalizedLinear classification needs two categories, one of them targetReferenceCategory.");
        return ([.. codes], reference);
    }

    private CompiledGeneralRegression.Term[] CompileTerms()
    {
        var parts = model.Parameters.ToDictionary(p => p, _ => new List<(int, double, bool)>(), StringComparer.Ordinal);
        foreach (var cell in model.Cells)
        {
            cell.AllowOnly();
            if (cell.Optional("targetCategory") is not null) throw cell.Refuse("targetCategory is not supported here.");
            var name = cell.Required("predictorName");
            if (!parts.TryGetValue(cell.Required("parameterName"), out var own)) throw cell.Refuse("its parameter is not in the ParameterList.");
            if (model.Factors.Contains(name))
            {
                var factor = context.Scope.Resolve(name, cell);
                own.Add((factor.Slot, factor.ParseConstant(cell.Required("value"), cell), true));
            }
            else if (model.Covariates.Contains(name))
            {
                own.Add((context.Scope.ResolveNumeric(name, cell).Slot, cell.Number("value"), false));
            }
            else
            {
                throw cell.Refuse($"'{PmmlElement.Shorten(name)}' is in neither FactorList nor CovariateList.");
            }
        }
        return [.. model.Parameters.Select(p => new CompiledGeneralRegression.Term([.. parts[p]]))];
    }

    private double[][] CompileBetas(int[] codes, Vocabulary? labels)
    {
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < model.Parameters.Count; i++) index.TryAdd(model.Parameters[i], i);
        var betas = codes.Select(_ => new double[model.Parameters.Count]).ToArray();
        foreach (var cell in model.Betas)
        {
            if (!index.TryGetValue(cell.Required("parameterName"), out var parameter)) throw cell.Refuse("its parameter is not in the ParameterList.");
            var only = labels is not null && cell.Optional("targetCategory") is { } category ? labels.CodeOf(category) : -1;
            for (var i = 0; i < codes.Length; i++)
                if (only < 0 || codes[i] == only) betas[i][parameter] = cell.Number("beta");
        }
        return betas;
    }

    private InverseLink ReadLink()
    {
        var name = model.Kind switch
        {
            GeneralRegressionKind.GeneralizedLinear => model.Element.Required("linkFunction"),
            GeneralRegressionKind.OrdinalMultinomial => model.Element.Optional("cumulativeLink") ?? "logit",
            _ => "identity",
        };
        if (Array.IndexOf(InverseLink.Names, name) < 0) throw model.Element.Refuse($"link '{PmmlElement.Shorten(name)}' is not supported.");
        return new InverseLink(
            name, name is "power" or "oddspower" ? model.Element.Number("linkParameter") : 0, name == "negbin" ? model.Element.Number("distParameter") : 0);
    }

    private CompiledGeneralRegression.Amount ReadAmount(string value, string variable, double otherwise) =>
        model.Element.Optional(variable) is { } field
            ? new CompiledGeneralRegression.Amount(0, context.Scope.ResolveNumeric(field, model.Element).Slot)
            : new CompiledGeneralRegression.Amount(model.Element.Number(value, otherwise), -1);
}
