using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Expressions;
using Maintenance.Pmml.MiningFields;
using Maintenance.Pmml.Transformations;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.Model;

/// <summary>What all model elements have in common.</summary>
internal abstract class ModelElement
{
    private static readonly string[] CommonChildren =
    [
        "MiningSchema", "Output", "ModelStats", "ModelExplanation", "Targets", "LocalTransformations", "ModelVerification",
    ];

    protected ModelElement(PmmlElement element, params ReadOnlySpan<string> ownChildren) : this(element, null, ownChildren)
    {
    }

    /// <param name="element">The element.</param>
    /// <param name="resultTarget">Name of the target that the result is for; null for the first.</param>
    /// <param name="ownChildren">Children beside those that all models have.</param>
    protected ModelElement(PmmlElement element, string? resultTarget, ReadOnlySpan<string> ownChildren)
    {
        Element = element;
        element.AllowOnly([.. CommonChildren, .. ownChildren]);
        if (!element.Flag("isScorable", true)) throw element.Refuse("isScorable=\"false\": the model is not meant to be scored.");
        Name = element.Optional("modelName");
        _ = element.Required("functionName");
        // For scoring, a cluster is a category.
        IsClassification = element.Word("functionName", false, ("regression", false), ("classification", true), ("clustering", true),
            ("associationRules", false));
        IsFloat = element.Word("x-mathContext", false, ("float", true), ("double", false));
        Schema = MiningSchema.Read(element.RequiredChild("MiningSchema")) with { ResultTarget = resultTarget };
        Outputs = OutputField.ReadAll(element.Child("Output"));
        Target = Target.Read(element.Child("Targets"), Schema.Target?.Name);
        DerivedFields = DerivedField.ReadAll(element.Child("LocalTransformations"));
        UsualRanges = UnivariateStats.ReadAll(element.Child("ModelStats"));
        Verification = element.Child("ModelVerification") is { } verification ? ModelVerification.Read(verification) : null;
    }

    public PmmlElement Element { get; }

    public string? Name { get; }

    public bool IsClassification { get; }

    /// <summary><c>x-mathContext="float"</c>: results are computed in single precision, like XGBoost's.</summary>
    public bool IsFloat { get; }

    public MiningSchema Schema { get; }

    public IReadOnlyList<OutputField> Outputs { get; protected init; }

    public Target? Target { get; }

    public IReadOnlyList<DerivedField> DerivedFields { get; protected init; }

    public IReadOnlyList<UnivariateStats> UsualRanges { get; }

    public ModelVerification? Verification { get; }

    /// <summary>Target treatment of the body's result; overridden by elements whose body applies part of it.</summary>
    public virtual Target? TargetOfResult => Target;

    /// <summary>Compiles the element's computation, from prepared fields to result.</summary>
    public abstract ModelBody CompileBody(CompilationContext context);

    /// <summary>Adds the categories a classification can predict, where the data dictionary does not list them (all).</summary>
    public virtual void AddCategories(Vocabulary labels)
    {
    }

    /// <summary>Display name of the category with a code; null where the element gives none.</summary>
    public virtual string? DisplayLabel(int code) => null;

    /// <summary>The expression of an output for a target other than the first.</summary>
    public virtual CompiledExpression CompileOtherTarget(string target, OutputField output, ModelBody body, CompilationContext context) =>
        throw output.Element.Refuse($"targetField '{PmmlElement.Shorten(target)}' is not the model's target; only a "
            + "NearestNeighborModel predicts further targets.");
}
