using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.Model;

/// <summary>Target: treatment of a prediction (clip, scale, shift, round), and its default where there is none.</summary>
internal sealed record Target(double Min, double Max, double RescaleFactor, double RescaleConstant, TargetRounding Rounding)
{
    /// <summary>Default prediction where the model has no result; NaN for none.</summary>
    public double Default { get; init; } = double.NaN;

    /// <summary>Prior probabilities of the categories where the model has no result; empty for none.</summary>
    public IReadOnlyList<(string Value, double Probability)> Priors { get; init; } = [];

    /// <summary>Display names of categories.</summary>
    public IReadOnlyDictionary<string, string> DisplayValues { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Leaves a prediction unchanged.</summary>
    public bool KeepsPredictions =>
        this is
        {
            Min: double.NegativeInfinity, Max: double.PositiveInfinity, RescaleFactor: 1, RescaleConstant: 0,
            Rounding: TargetRounding.None
        };

    /// <summary>Reads the Target of a field; null when there is none. One without a field applies to the model's only target.</summary>
    public static Target? Read(PmmlElement? targets, string? field)
    {
        if (targets is null) return null;
        targets.AllowOnly("Target");
        var all = targets.ChildrenNamed("Target").ToArray();
        var own = all.Where(t => t.Optional("field") is { } name && name == field).SingleOrDefaultOrRefuse(targets);
        // The Target of another field does not count.
        foreach (var other in all)
            if (other != own && (own is not null || all.Length > 1)) other.LeaveOut();
        return own is not null ? Read(own) : all.SingleOrDefaultOrRefuse(targets) is { } only ? Read(only) : null;
    }

    private static Target Read(PmmlElement element)
    {
        element.AllowOnly("TargetValue");
        var values = element.ChildrenNamed("TargetValue").Select(v => v.AllowOnly("Partition")).ToArray();
        return new Target(
            element.Number("min", double.NegativeInfinity), element.Number("max", double.PositiveInfinity),
            element.Number("rescaleFactor", 1), element.Number("rescaleConstant", 0),
            element.Word("castInteger", TargetRounding.None, ("round", TargetRounding.Round), ("ceiling", TargetRounding.Ceiling),
                ("floor", TargetRounding.Floor)))
        {
            Default = ReadDefault(values),
            Priors = ReadPriors(values),
            DisplayValues = ReadDisplayValues(values),
        };
    }

    private static double ReadDefault(PmmlElement[] values)
    {
        var defaults = values.Where(v => v.Optional("defaultValue") is not null).ToArray();
        return defaults.Length switch
        {
            0 => double.NaN,
            1 => defaults[0].Number("defaultValue"),
            _ => throw defaults[1].Refuse("a second defaultValue: a continuous target has only one."),
        };
    }

    private static (string, double)[] ReadPriors(PmmlElement[] values)
    {
        var priors = values.Where(v => v.Optional("priorProbability") is not null)
            .Select(v => (v.Required("value"), v.Number("priorProbability"))).ToArray();
        if (Array.Exists(priors, p => p.Item2 is < 0 or > 1)) throw values[0].Refuse("priorProbability must lie between 0 and 1.");
        return Array.Exists(priors, p => p.Item2 > 0) ? priors : [];
    }

    private static Dictionary<string, string> ReadDisplayValues(PmmlElement[] values)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var value in values)
            if ((value.Optional("displayValue") ?? value.Optional("rawDataValue")) is { } display) // rawDataValue: PMML 3.0 and 3.1
                names[value.Required("value")] = display;
        return names;
    }
}
