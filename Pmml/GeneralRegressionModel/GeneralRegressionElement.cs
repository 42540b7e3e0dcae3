using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Model;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.GeneralRegressionModel;

/// <summary>GeneralRegressionModel.</summary>
internal sealed class GeneralRegressionElement : ModelElement
{
    public GeneralRegressionElement(PmmlElement element)
        : base(element, "ParameterList", "FactorList", "CovariateList", "PPMatrix", "PCovMatrix", "ParamMatrix", "EventValues",
            "BaseCumHazardTables")
    {
        _ = element.Required("modelType");
        Kind = element.Word("modelType", GeneralRegressionKind.Linear,
            ("regression", GeneralRegressionKind.Linear), ("generalLinear", GeneralRegressionKind.Linear),
                ("logLinear", GeneralRegressionKind.LogLinear),
            ("generalizedLinear", GeneralRegressionKind.GeneralizedLinear),
                ("multinomialLogistic", GeneralRegressionKind.MultinomialLogistic),
            ("ordinalMultinomial", GeneralRegressionKind.OrdinalMultinomial), ("CoxRegression", GeneralRegressionKind.Cox));
        if (IsClassification != Kind is GeneralRegressionKind.MultinomialLogistic or GeneralRegressionKind.OrdinalMultinomial
            && Kind != GeneralRegressionKind.GeneralizedLinear)
            throw element.Refuse($"modelType=\"{element.Optional("modelType")}\" does not fit "
                + $"functionName=\"{element.Optional("functionName")}\".");
        Factors = Predictors("FactorList");
        Covariates = [.. Predictors("CovariateList").Keys];
        Parameters = [.. element.RequiredChild("ParameterList").AllowOnly("Parameter").ChildrenNamed("Parameter")
            .Select(p => p.AllowOnly().Required("name"))];
        References = [.. element.RequiredChild("ParameterList").ChildrenNamed("Parameter").Select(p => p.Number("referencePoint", 0))];
        var twice = Parameters.GroupBy(p => p, StringComparer.Ordinal).FirstOrDefault(g => g.Skip(1).Any());
        if (twice is not null) throw element.RequiredChild("ParameterList").Refuse($"parameter '{PmmlElement.Shorten(twice.Key)}' stands "
            + "twice.");
        Cells = [.. element.RequiredChild("PPMatrix").AllowOnly("PPCell").ChildrenNamed("PPCell")];
        Betas = [.. element.RequiredChild("ParamMatrix").AllowOnly("PCell").ChildrenNamed("PCell").Select(c => c.AllowOnly())];
        ReferenceCategory = element.Optional("targetReferenceCategory");
    }

    public GeneralRegressionKind Kind { get; }

    /// <summary>Predictor element of each factor.</summary>
    public IReadOnlyDictionary<string, PmmlElement> Factors { get; }

    public HashSet<string> Covariates { get; }

    public IReadOnlyList<string> Parameters { get; }

    /// <summary>Reference point of each parameter (of a Cox regression).</summary>
    public IReadOnlyList<double> References { get; }

    public IReadOnlyList<PmmlElement> Cells { get; }

    public IReadOnlyList<PmmlElement> Betas { get; }

    public string? ReferenceCategory { get; }

    public override void AddCategories(Vocabulary labels)
    {
        foreach (var cell in Betas)
            if (cell.Optional("targetCategory") is { } category) labels.Add(category);
        if (ReferenceCategory is not null) labels.Add(ReferenceCategory);
    }

    private Dictionary<string, PmmlElement> Predictors(string list)
    {
        var predictors = new Dictionary<string, PmmlElement>(StringComparer.Ordinal);
        foreach (var predictor in Element.Child(list)?.AllowOnly("Predictor").ChildrenNamed("Predictor") ?? [])
            predictors[predictor.AllowOnly("Categories", "Matrix").Required("name")] = predictor;
        return predictors;
    }

    public override ModelBody CompileBody(CompilationContext context) => new GeneralRegressionCompiler(this, context).Compile();
}
