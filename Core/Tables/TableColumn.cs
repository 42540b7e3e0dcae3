namespace Maintenance.Core.Tables;

/// <summary>A column of a store table.</summary>
/// <param name="Name">SQL name, snake_case.</param>
/// <param name="Type">Type.</param>
public sealed record TableColumn(string Name, ColumnType Type);
