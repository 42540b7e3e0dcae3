using Maintenance.Scoring.Pmml.Xml;

namespace Maintenance.Scoring.Pmml.Document;

/// <summary>Target: post-processing of a numeric prediction: clip, scale, shift, round.</summary>
internal sealed record Target(double Min, double Max, double RescaleFactor, double RescaleConstant, TargetRounding Rounding)
{
    /// <summary>Reads Targets; null when absent or without effect. A model has one target, hence one Target.</summary>
    public static Target? ReadOnly(PmmlElement? targets)
    {
        if (targets is null) return null;
        targets.AllowOnly("Target");
        var element = targets.ChildrenNamed("Target").SingleOrDefaultOrRefuse(targets);
        if (element is null) return null;
        element.AllowOnly("TargetValue");
        foreach (var value in element.ChildrenNamed("TargetValue"))
            if (value.Optional("priorProbability") is not null || value.Optional("defaultValue") is not null)
                throw value.Refuse("priorProbability and defaultValue are not supported.");
        return new Target(
            element.Number("min", double.NegativeInfinity), element.Number("max", double.PositiveInfinity),
            element.Number("rescaleFactor", 1), element.Number("rescaleConstant", 0),
            element.Word("castInteger", TargetRounding.None, ("round", TargetRounding.Round), ("ceiling", TargetRounding.Ceiling), ("floor", TargetRounding.Floor)));
    }

    public bool IsIdentity => this is { Min: double.NegativeInfinity, Max: double.PositiveInfinity, RescaleFactor: 1, RescaleConstant: 0, Rounding: TargetRounding.None };
}
