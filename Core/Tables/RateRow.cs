namespace Maintenance.Core.Tables;

/// <summary>A price or rate from a day on: upsert by (region, kind, failure mode, day).</summary>
public readonly record struct RateRow : ITableRow<RateRow>
{
    /// <inheritdoc/>
    public static TableSchema Table { get; } = TableSchema.Of<RateRow>("rate", "region", "kind", "failure_mode", "valid_from");

    /// <summary>Region; <c>*</c> for all that have none of their own.</summary>
    public required string Region { get; init; }

    /// <summary>One of <c>RateKinds</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Failure mode repaired; empty for all that have none of their own, and where it does not apply.</summary>
    public required string FailureMode { get; init; }

    /// <summary>First day on which it holds, Unix µs, UTC.</summary>
    public required long ValidFromUnixMicros { get; init; }

    /// <summary>In the unit of its kind.</summary>
    public required double Amount { get; init; }

    /// <summary>When it was recorded or last changed.</summary>
    public required long RecordedUnixMicros { get; init; }

    /// <summary>Who recorded it.</summary>
    public required string? RecordedBy { get; init; }

    /// <inheritdoc/>
    public static RateRow Map<TMap>(ref TMap map, in RateRow row) where TMap : struct, IRowMap => new()
    {
        Region = map.Text("region", row.Region),
        Kind = map.Text("kind", row.Kind),
        FailureMode = map.Text("failure_mode", row.FailureMode),
        ValidFromUnixMicros = map.Timestamp("valid_from", row.ValidFromUnixMicros),
        Amount = map.DoublePrecision("amount", row.Amount),
        RecordedUnixMicros = map.Timestamp("recorded", row.RecordedUnixMicros),
        RecordedBy = map.TextOrNull("recorded_by", row.RecordedBy),
    };
}
