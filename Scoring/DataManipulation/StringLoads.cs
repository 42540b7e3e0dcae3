namespace Maintenance.Scoring.DataManipulation;

/// <summary>What a string shows at surface.</summary>
/// <param name="PickUpN">Hook load while it is pulled, N.</param>
/// <param name="RotatingN">Hook load while it rotates off bottom, N.</param>
/// <param name="SlackOffN">Hook load while it is lowered, N.</param>
/// <param name="TorqueNm">Torque while it rotates off bottom, N·m.</param>
internal readonly record struct StringLoads(double PickUpN, double RotatingN, double SlackOffN, double TorqueNm);
