using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Model;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.GeneralRegressionModel;

/// <summary>Compiles a GeneralRegressionModel.</summary>
internal sealed class GeneralRegressionCompiler(GeneralRegressionElement model, CompilationContext context)
{
    public ModelBody Compile()
    {
        var labels = context.Result.Labels;
        var (codes, reference) = labels is null ? ([0], -1) : Categories(labels);
        var (betas, link) = (CompileBetas(codes, labels), ReadLink());
        if (model.Kind == GeneralRegressionKind.Cox) return CoxCompiler.Compile(model, CompileTerms(null), betas[0], context);
        var shared = model.Cells.All(c => c.Optional("targetCategory") is null) || labels is null ? CompileTerms(null) : null;
        RegressionTerm[][] terms = [.. codes.Select(code => shared ?? CompileTerms(labels!.Texts[code]))];
        return new CompiledGeneralRegression(
            context.Result, model.Kind, terms, betas, codes, reference, link, ReadAmount("offsetValue", "offsetVariable", 0),
            ReadAmount("trialsValue", "trialsVariable", 1))
        {
            Covariances = ReadCovariances(link),
        };
    }

    private (int[] Codes, int Reference) Categories(Vocabulary labels)
    {
        var reference = model.ReferenceCategory is { } text ? labels.CodeOf(text) : -1;
        if (model.Kind == GeneralRegressionKind.OrdinalMultinomial) return ([.. Enumerable.Range(0, labels.Count - 1)], labels.Count - 1);
        var codes = new List<int>();
        foreach (var cell in model.Betas)
            if (cell.Optional("targetCategory") is { } category && labels.CodeOf(category) is var code && code != reference
                && !codes.Contains(code)) codes.Add(code);
        // Cells without a category apply to every category but the reference.
        if (codes.Count == 0) codes.AddRange(Enumerable.Range(0, labels.Count).Where(c => c != reference));
        if (reference < 0 && codes.Count < labels.Count) reference = Enumerable.Range(0, labels.Count).First(c => !codes.Contains(c));
        if (model.Kind == GeneralRegressionKind.GeneralizedLinear && (codes.Count != 1 || reference < 0))
            throw model.Element.Refuse("a generalizedLinear classification needs two categories, one of them targetReferenceCategory.");
        return ([.. codes], reference);
    }

    // Cells that name a category apply to its predictor only, and replace the cells that name none.
    private RegressionTerm[] CompileTerms(string? category)
    {
        var cells = model.Cells.Where(c => c.Optional("targetCategory") == category).ToArray();
        if (category is not null && cells.Length == 0) cells = [.. model.Cells.Where(c => c.Optional("targetCategory") is null)];
        else if (category is null && cells.Length != model.Cells.Count)
            throw model.Cells.First(c => c.Optional("targetCategory") is not null).Refuse("targetCategory requires a classification.");
        var parts = model.Parameters.ToDictionary(p => p, _ => new List<RegressionTerm.Part>(), StringComparer.Ordinal);
        foreach (var cell in cells)
        {
            cell.AllowOnly();
            if (!parts.TryGetValue(cell.Required("parameterName"), out var own))
                throw cell.Refuse("its parameter is not in the ParameterList.");
            own.Add(CompileCell(cell));
        }
        return [.. model.Parameters.Select(p => new RegressionTerm([.. parts[p]]))];
    }

    private RegressionTerm.Part CompileCell(PmmlElement cell)
    {
        var name = cell.Required("predictorName");
        if (model.Factors.TryGetValue(name, out var predictor))
        {
            var factor = context.Scope.Resolve(name, cell);
            var value = cell.Required("value");
            var contrast = ContrastMatrix.Read(predictor, context.Document.Fields.GetValueOrDefault(name)?.ValidValues ?? []);
            return new RegressionTerm.Part(factor.Slot, contrast is null
                ? factor.ParseConstant(value, cell) : 0, true, contrast?.Column(value, factor, cell));
        }
        if (!model.Covariates.Contains(name)) throw cell.Refuse($"'{PmmlElement.Shorten(name)}' is in neither FactorList nor "
            + "CovariateList.");
        return new RegressionTerm.Part(context.Scope.ResolveNumeric(name, cell).Slot, cell.Number("value"), false, null);
    }

    // Symmetric: a document may give either half, or both.
    private double[][]? ReadCovariances(InverseLink link)
    {
        if (model.Element.Child("PCovMatrix") is not { } matrix || context.Result.Labels is not null || link.Name != "identity"
            || model.Kind == GeneralRegressionKind.LogLinear) return null;
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < model.Parameters.Count; i++) index.TryAdd(model.Parameters[i], i);
        if (index.Count > PmmlLimits.MaxArguments) throw matrix.Refuse($"more than {PmmlLimits.MaxArguments} parameters.");
        var values = model.Parameters.Select(_ => new double[index.Count]).ToArray();
        foreach (var cell in matrix.AllowOnly("PCovCell").ChildrenNamed("PCovCell"))
        {
            cell.AllowOnly();
            if (!index.TryGetValue(cell.Required("pRow"), out var row) || !index.TryGetValue(cell.Required("pCol"), out var column))
                throw cell.Refuse("its parameter is not in the ParameterList.");
            values[row][column] = values[column][row] = cell.Number("value");
        }
        return values;
    }

    private double[][] CompileBetas(int[] codes, Vocabulary? labels)
    {
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < model.Parameters.Count; i++) index.TryAdd(model.Parameters[i], i);
        var betas = codes.Select(_ => new double[model.Parameters.Count]).ToArray();
        foreach (var cell in model.Betas)
        {
            if (!index.TryGetValue(cell.Required("parameterName"), out var parameter))
                throw cell.Refuse("its parameter is not in the ParameterList.");
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
            name, name is "power" or "oddspower"
                ? model.Element.Number("linkParameter") : 0, name == "negbin" ? model.Element.Number("distParameter") : 0);
    }

    private CompiledGeneralRegression.Amount ReadAmount(string value, string variable, double otherwise) =>
        model.Element.Optional(variable) is { } field
            ? new CompiledGeneralRegression.Amount(0, context.Scope.ResolveNumeric(field, model.Element).Slot)
            : new CompiledGeneralRegression.Amount(model.Element.Number(value, otherwise), -1);
}
