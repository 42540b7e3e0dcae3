namespace Maintenance.Core.Ports;

/// <summary>A column of a query's result.</summary>
/// <param name="Name">Name as selected; need not be unique.</param>
/// <param name="Kind">Kind of its values.</param>
public readonly record struct QueryColumn(string Name, SqlValueKind Kind);
