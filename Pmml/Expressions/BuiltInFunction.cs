namespace Maintenance.Pmml.Expressions;

/// <summary>A built-in function over its arguments as numbers: true is 1, false 0, missing NaN.</summary>
internal delegate double BuiltInFunction(ReadOnlySpan<double> arguments);
