namespace Maintenance.Core.Tables;

/// <summary>Money that a department of a region may spend in a month: upsert by (region, department, month).</summary>
public readonly record struct BudgetRow : ITableRow<BudgetRow>
{
    /// <inheritdoc/>
    public static TableSchema Table { get; } = TableSchema.Of<BudgetRow>("budget", "region", "department", "month");

    /// <summary>Region.</summary>
    public required string Region { get; init; }

    /// <summary>Department.</summary>
    public required string Department { get; init; }

    /// <summary>The month's beginning, Unix µs, UTC.</summary>
    public required long MonthUnixMicros { get; init; }

    /// <summary>In the installation's currency.</summary>
    public required double Amount { get; init; }

    /// <summary>When it was recorded or last changed.</summary>
    public required long RecordedUnixMicros { get; init; }

    /// <summary>Who recorded it.</summary>
    public required string? RecordedBy { get; init; }

    /// <inheritdoc/>
    public static BudgetRow Map<TMap>(ref TMap map, in BudgetRow row) where TMap : struct, IRowMap => new()
    {
        Region = map.Text("region", row.Region),
        Department = map.Text("department", row.Department),
        MonthUnixMicros = map.Timestamp("month", row.MonthUnixMicros),
        Amount = map.DoublePrecision("amount", row.Amount),
        RecordedUnixMicros = map.Timestamp("recorded", row.RecordedUnixMicros),
        RecordedBy = map.TextOrNull("recorded_by", row.RecordedBy),
    };
}
