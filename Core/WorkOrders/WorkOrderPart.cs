namespace Maintenance.Core.WorkOrders;

/// <summary>Parts of one kind that a work order takes.</summary>
/// <param name="Name">Name, or part number.</param>
/// <param name="Number">How many.</param>
/// <param name="UnitCost">Cost of one, in the installation's currency.</param>
public sealed record WorkOrderPart(string Name, double Number, double UnitCost);
