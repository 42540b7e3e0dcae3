namespace Maintenance.Core.Business;

/// <summary>A price or rate.</summary>
/// <param name="Region">Region, or <c>*</c>.</param>
/// <param name="Kind">One of <see cref="RateKinds"/>.</param>
/// <param name="FailureMode">Failure mode, or empty.</param>
/// <param name="ValidFrom">First day on which it holds.</param>
/// <param name="Amount">In the unit of its kind.</param>
public sealed record Rate(string Region, string Kind, string FailureMode, DateOnly ValidFrom, double Amount);
