namespace Maintenance.Simulator.Fields;

/// <summary>Money that a field spends.</summary>
/// <param name="Reference">Unique in the field.</param>
/// <param name="Department">Department.</param>
/// <param name="Asset">Asset; null when it is of the whole field.</param>
/// <param name="Day">UTC day.</param>
/// <param name="Kind">One of <c>CostKinds</c>.</param>
/// <param name="Amount">Money.</param>
public sealed record FieldCost(string Reference, string Department, string? Asset, DateOnly Day, string Kind, double Amount);
