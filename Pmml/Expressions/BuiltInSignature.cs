namespace Maintenance.Pmml.Expressions;

/// <summary>A built-in function and the arguments it takes.</summary>
internal sealed record BuiltInSignature(int MinArguments, int MaxArguments, BuiltInFunction Function, BuiltInResult Result)
{
    /// <summary>Receives missing arguments; otherwise a missing argument makes the result missing.</summary>
    public bool TakesMissing { get; init; }

    /// <summary>Also compares or returns categories.</summary>
    public bool TakesText { get; init; }

    /// <summary>Variant for all-integer arguments, where it differs.</summary>
    public BuiltInFunction? IntegerFunction { get; init; }

    public static BuiltInSignature Arithmetic(int min, int max, BuiltInFunction function) => new(min, max, function, BuiltInResult.Widest);

    public static BuiltInSignature Real(int arguments, BuiltInFunction function) =>
        new(arguments, arguments, function, BuiltInResult.Double);

    public static BuiltInSignature Aggregate(BuiltInFunction function) =>
        new(1, int.MaxValue, function, BuiltInResult.Widest) { TakesMissing = true };

    public static BuiltInSignature Comparison(BuiltInFunction function, bool ordered) =>
        new(2, 2, function, BuiltInResult.Boolean) { TakesText = !ordered };

    public static BuiltInSignature Truth(int min, int max, BuiltInFunction function) =>
        new(min, max, function, BuiltInResult.Boolean) { TakesMissing = true };
}
