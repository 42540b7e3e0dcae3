using Maintenance.Pmml.Model;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.Scorecard;

/// <summary>Scorecard: characteristics whose first true attribute gives a partial score and, if requested, a reason code.</summary>
internal sealed class ScorecardElement : ModelElement
{
    public ScorecardElement(PmmlElement element) : base(element, "Characteristics")
    {
        if (IsClassification) throw element.Refuse("functionName must be regression.");
        InitialScore = element.Number("initialScore", 0);
        UsesReasons = element.Flag("useReasonCodes", true);
        IsPointsBelow = element.Word("reasonCodeAlgorithm", true, ("pointsBelow", true), ("pointsAbove", false));
        var characteristics = element.RequiredChild("Characteristics");
        characteristics.AllowOnly("Characteristic");
        Characteristics = [.. characteristics.ChildrenNamed("Characteristic")];
        if (Characteristics.Count == 0) throw characteristics.Refuse("has no Characteristic.");
    }

    public double InitialScore { get; }

    public bool UsesReasons { get; }

    /// <summary>True when a reason's weight is baseline − partial score, false for partial score − baseline.</summary>
    public bool IsPointsBelow { get; }

    public IReadOnlyList<PmmlElement> Characteristics { get; }

    public override ModelBody CompileBody(CompilationContext context) => ScorecardCompiler.Compile(this, context);
}
