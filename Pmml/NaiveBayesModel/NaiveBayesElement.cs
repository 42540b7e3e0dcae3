using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Model;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.NaiveBayesModel;

/// <summary>NaiveBayesModel.</summary>
internal sealed class NaiveBayesElement : ModelElement
{
    public NaiveBayesElement(PmmlElement element) : base(element, "BayesInputs", "BayesOutput")
    {
        if (!IsClassification) throw element.Refuse("functionName must be classification.");
        Threshold = element.Number("threshold");
        Inputs = [.. element.RequiredChild("BayesInputs").AllowOnly("BayesInput").ChildrenNamed("BayesInput")];
        Priors = [.. element.RequiredChild("BayesOutput").AllowOnly("TargetValueCounts").RequiredChild("TargetValueCounts")
            .AllowOnly("TargetValueCount").ChildrenNamed("TargetValueCount").Select(c => c.AllowOnly())];
        if (Priors.Count == 0) throw element.Refuse("BayesOutput has no counts.");
    }

    /// <summary>Replaces a probability of zero.</summary>
    public double Threshold { get; }

    public IReadOnlyList<PmmlElement> Inputs { get; }

    public IReadOnlyList<PmmlElement> Priors { get; }

    public override ModelBody CompileBody(CompilationContext context) => new NaiveBayesCompiler(this, context).Compile();

    public override void AddCategories(Vocabulary labels)
    {
        foreach (var prior in Priors) labels.Add(prior.Required("value"));
    }
}
