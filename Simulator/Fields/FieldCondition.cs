namespace Maintenance.Simulator.Fields;

/// <summary>What holds for a whole field on a day.</summary>
/// <param name="Rate">Factor on the rates of its wells: chokes, water, export.</param>
/// <param name="FailureRate">Factor on failures: weather.</param>
/// <param name="Prices">Factor on costs since the beginning.</param>
internal readonly record struct FieldCondition(double Rate, double FailureRate, double Prices);
