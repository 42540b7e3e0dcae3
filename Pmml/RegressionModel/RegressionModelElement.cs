using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Model;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.RegressionModel;

/// <summary>RegressionModel.</summary>
internal sealed class RegressionModelElement : ModelElement
{
    public RegressionModelElement(PmmlElement element) : base(element, "RegressionTable")
    {
        Normalization = element.Word("normalizationMethod", RegressionNormalization.None,
            ("none", RegressionNormalization.None), ("simplemax", RegressionNormalization.SimpleMax),
                ("softmax", RegressionNormalization.SoftMax),
            ("logit", RegressionNormalization.Logit), ("exp", RegressionNormalization.Exp), ("probit", RegressionNormalization.Probit),
            ("cloglog", RegressionNormalization.CLogLog), ("loglog", RegressionNormalization.LogLog),
            ("cauchit", RegressionNormalization.Cauchit));
        Tables = [.. element.ChildrenNamed("RegressionTable").Select(RegressionTable.Read)];
        if (IsClassification ? Tables.Count < 2 : Tables.Count != 1)
            throw element.Refuse($"{(IsClassification ? "classification needs two or more" : "regression needs exactly one")} "
                + $"RegressionTable, found {Tables.Count}.");
    }

    public RegressionNormalization Normalization { get; }

    public IReadOnlyList<RegressionTable> Tables { get; }

    public override ModelBody CompileBody(CompilationContext context) => RegressionCompiler.Compile(this, context);

    public override void AddCategories(Vocabulary labels)
    {
        foreach (var table in Tables)
            if (table.TargetCategory is { } category) labels.Add(category);
    }
}
