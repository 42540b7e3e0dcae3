namespace Maintenance.Core.Tables;

/// <summary>Money spent: upsert by (region, reference). A credit is negative; what was recorded by mistake is set to 0.</summary>
public readonly record struct CostRow : ITableRow<CostRow>
{
    /// <inheritdoc/>
    public static TableSchema Table { get; } = TableSchema.Of<CostRow>("cost", "region", "reference");

    /// <summary>Region that pays.</summary>
    public required string Region { get; init; }

    /// <summary>The client's own key, such as the number of an invoice.</summary>
    public required string Reference { get; init; }

    /// <summary>Department that pays.</summary>
    public required string Department { get; init; }

    /// <summary>Asset; null when it is of none.</summary>
    public required string? Asset { get; init; }

    /// <summary>The day on which it was spent, Unix µs, UTC.</summary>
    public required long DayUnixMicros { get; init; }

    /// <summary>One of <c>CostKinds</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>In the installation's currency.</summary>
    public required double Amount { get; init; }

    /// <summary>Number of the work order whose own cost it replaces; 0 for none.</summary>
    public required long WorkOrder { get; init; }

    /// <summary>Free text; null when there is none.</summary>
    public required string? Note { get; init; }

    /// <summary>When it was recorded or last changed.</summary>
    public required long RecordedUnixMicros { get; init; }

    /// <summary>Who recorded it.</summary>
    public required string? RecordedBy { get; init; }

    /// <inheritdoc/>
    public static CostRow Map<TMap>(ref TMap map, in CostRow row) where TMap : struct, IRowMap => new()
    {
        Region = map.Text("region", row.Region),
        Reference = map.Text("reference", row.Reference),
        Department = map.Text("department", row.Department),
        Asset = map.TextOrNull("asset", row.Asset),
        DayUnixMicros = map.Timestamp("day", row.DayUnixMicros),
        Kind = map.Text("kind", row.Kind),
        Amount = map.DoublePrecision("amount", row.Amount),
        WorkOrder = map.BigInt("work_order", row.WorkOrder),
        Note = map.TextOrNull("note", row.Note),
        RecordedUnixMicros = map.Timestamp("recorded", row.RecordedUnixMicros),
        RecordedBy = map.TextOrNull("recorded_by", row.RecordedBy),
    };
}
