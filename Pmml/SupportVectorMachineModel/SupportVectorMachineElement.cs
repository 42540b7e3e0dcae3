using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Model;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.SupportVectorMachineModel;

/// <summary>SupportVectorMachineModel.</summary>
internal sealed class SupportVectorMachineElement : ModelElement
{
    private static readonly string[] Kernels = ["LinearKernelType", "PolynomialKernelType", "RadialBasisKernelType", "SigmoidKernelType"];

    public SupportVectorMachineElement(PmmlElement element) : base(element, [.. Kernels, "VectorDictionary", "SupportVectorMachine"])
    {
        Kernel = element.Children.FirstOrDefault(c => Array.IndexOf(Kernels, c.Name) >= 0)?.AllowOnly() ?? throw element.Refuse("names no "
            + "kernel.");
        UsesCoefficients = element.Word("svmRepresentation", false, ("SupportVectors", false), ("Coefficients", true));
        Dictionary = element.RequiredChild("VectorDictionary").AllowOnly("VectorFields", "VectorInstance");
        Machines = [.. element.ChildrenNamed("SupportVectorMachine").Select(m => m.AllowOnly("SupportVectors", "Coefficients"))];
        if (Machines.Count == 0 || (!IsClassification && Machines.Count != 1))
            throw element.Refuse($"{Machines.Count} SupportVectorMachine elements do not match its functionName.");
        // A machine with an alternate category decides between two; PMML 3 documents do not state the method.
        var pairs = Machines.All(m => m.Optional("alternateTargetCategory") is not null);
        AlternateCategory = element.Optional("alternateBinaryTargetCategory");
        if (AlternateCategory is not null && (Machines.Count != 1 || pairs || element.Optional("classificationMethod") is "OneAgainstAll"))
            throw element.Refuse("alternateBinaryTargetCategory needs a single SupportVectorMachine without an alternateTargetCategory.");
        pairs |= AlternateCategory is not null;
        IsOneAgainstOne = element.Word("classificationMethod", pairs, ("OneAgainstAll", false), ("OneAgainstOne", true));
        if (IsClassification && IsOneAgainstOne && !pairs)
            throw element.Refuse("OneAgainstOne needs alternateTargetCategory in every SupportVectorMachine.");
        MaxWins = element.Flag("maxWins", false);
        Threshold = element.Number("threshold", 0);
    }

    public PmmlElement Kernel { get; }

    public bool UsesCoefficients { get; }

    public PmmlElement Dictionary { get; }

    public IReadOnlyList<PmmlElement> Machines { get; }

    public bool IsOneAgainstOne { get; }

    /// <summary>
    /// The other category of a PMML 3 machine whose value is rounded: 1 stands for its targetCategory, 0 for this; null elsewhere.
    /// </summary>
    public string? AlternateCategory { get; }

    /// <summary>One against all: true when the largest value wins; by default the smallest does.</summary>
    public bool MaxWins { get; }

    public double Threshold { get; }

    public override void AddCategories(Vocabulary labels)
    {
        if (AlternateCategory is not null) labels.Add(AlternateCategory);
        foreach (var machine in Machines)
        {
            labels.Add(machine.Required("targetCategory"));
            if (machine.Optional("alternateTargetCategory") is { } other) labels.Add(other);
        }
    }

    public override ModelBody CompileBody(CompilationContext context) => SupportVectorMachineCompiler.Compile(this, context);
}
