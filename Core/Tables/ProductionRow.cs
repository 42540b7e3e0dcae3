namespace Maintenance.Core.Tables;

/// <summary>What an asset produced and drilled in a day, or what was planned: upsert by (asset, day, basis). NULL: not told.</summary>
public readonly record struct ProductionRow : ITableRow<ProductionRow>
{
    /// <inheritdoc/>
    public static TableSchema Table { get; } = TableSchema.Of<ProductionRow>("production", "asset", "day", "basis");

    /// <summary>Id.</summary>
    public required string Asset { get; init; }

    /// <summary>The day's beginning, Unix µs, UTC.</summary>
    public required long DayUnixMicros { get; init; }

    /// <summary><c>actual</c> or <c>plan</c>.</summary>
    public required string Basis { get; init; }

    /// <summary>Oil, m³ at standard conditions.</summary>
    public required double OilM3 { get; init; }

    /// <summary>Metres drilled.</summary>
    public required double DrilledM { get; init; }

    /// <summary>Non-productive time: hours of the day lost unplanned.</summary>
    public required double NptHours { get; init; }

    /// <summary>Hours of the day in planned maintenance or a workover.</summary>
    public required double PlannedDowntimeHours { get; init; }

    /// <summary>When it was recorded or last changed.</summary>
    public required long RecordedUnixMicros { get; init; }

    /// <summary>Who recorded it.</summary>
    public required string? RecordedBy { get; init; }

    /// <inheritdoc/>
    public static ProductionRow Map<TMap>(ref TMap map, in ProductionRow row) where TMap : struct, IRowMap => new()
    {
        Asset = map.Text("asset", row.Asset),
        DayUnixMicros = map.Timestamp("day", row.DayUnixMicros),
        Basis = map.Text("basis", row.Basis),
        OilM3 = map.DoublePrecision("oil_m3", row.OilM3),
        DrilledM = map.DoublePrecision("drilled_m", row.DrilledM),
        NptHours = map.DoublePrecision("npt_hours", row.NptHours),
        PlannedDowntimeHours = map.DoublePrecision("planned_downtime_hours", row.PlannedDowntimeHours),
        RecordedUnixMicros = map.Timestamp("recorded", row.RecordedUnixMicros),
        RecordedBy = map.TextOrNull("recorded_by", row.RecordedBy),
    };
}
